package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An administrator deleted a scope. Whoever remembers that it was granted forgets it in the same transaction.
 *
 * @param clients those that could ask for it, and cannot any more
 */
public record ScopeDeleted(UUID by, String scope, List<String> clients) implements AuditEvent {

    @Override
    public String action() {
        return "scope.deleted";
    }

    @Override
    public UUID actor() {
        return by;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("scope", scope, "clients", String.valueOf(clients.size()));
    }
}
