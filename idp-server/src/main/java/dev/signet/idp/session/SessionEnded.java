package dev.signet.idp.session;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * A session is over. Published in the transaction that deletes it, so whatever ends with a session ends at once or not
 * at all.
 *
 * @param reason in words, for the audit trail
 */
public record SessionEnded(AccountId account, UUID sid, String reason) implements AuditEvent {

    @Override
    public String action() {
        return "session.ended";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("sid", sid.toString(), "reason", reason);
    }
}
