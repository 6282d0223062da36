package dev.signet.idp.password;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** The password of an account was taken away. */
public record PasswordRemoved(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "password.removed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
