package dev.signet.idp.session;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody proved again who they are; the session goes on under a new cookie. */
public record Reauthenticated(AccountId account, UUID sid, List<String> methods) implements AuditEvent {

    @Override
    public String action() {
        return "session.reauthenticated";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("sid", sid.toString(), "amr", String.join(" ", methods));
    }
}
