package dev.signet.idp.recovery;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** An administrator had the link for a new password mailed to somebody. */
public record PasswordResetMailed(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "password-reset.mailed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
