package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.UUID;

/**
 * An account is gone, with all that referred to it.
 *
 * @param former what it was, for those who have something to say to its owner
 */
public record AccountDeleted(Account former) implements AuditEvent {

    @Override
    public String action() {
        return "account.deleted";
    }

    @Override
    public UUID subject() {
        return former.id().value();
    }
}
