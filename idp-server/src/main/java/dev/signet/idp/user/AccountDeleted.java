package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.UUID;

/** An account is gone, with all that referred to it. */
public record AccountDeleted(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "account.deleted";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
