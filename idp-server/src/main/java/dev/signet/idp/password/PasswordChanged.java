package dev.signet.idp.password;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** The password of an account was set or replaced. */
public record PasswordChanged(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "password.changed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
