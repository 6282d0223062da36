package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.UUID;

/** The e-mail address of an account was replaced by another, which is verified. */
public record EmailChanged(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "account.email-changed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
