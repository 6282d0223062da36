package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.UUID;

/** It became known that the person reads the mailbox of their account. */
public record EmailVerified(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "account.email-verified";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
