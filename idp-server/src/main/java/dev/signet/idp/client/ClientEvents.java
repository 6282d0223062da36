package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this module writes into the audit trail. */
final class ClientEvents {

    private ClientEvents() {}

    record ClientRegistered(String clientId) implements AuditEvent {

        @Override
        public String action() {
            return "client.registered";
        }
    }

    /** {@code fields} are names only; a replaced secret is there as {@code client_secret}. */
    record ClientChanged(String clientId, Collection<String> fields) implements AuditEvent {

        @Override
        public String action() {
            return "client.changed";
        }

        @Override
        public Map<String, String> details() {
            return Map.of("fields", String.join(" ", fields));
        }
    }

    /**
     * A client registered itself, or changed or deleted its own registration.
     *
     * @param by in which way
     * @param values public values of the metadata, which a stranger made up: as much of each as the trail should keep
     */
    record SelfRegistered(String action, String clientId, String by, Map<String, String> values) implements AuditEvent {

        private static final int LONGEST = 500;

        /** There is no account behind it, so the actor is told in words. */
        @Override
        public Map<String, String> details() {
            var details = new LinkedHashMap<String, String>();
            details.put("by", by);
            values.forEach((name, value) ->
                    details.put(name, value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…"));
            return details;
        }
    }

    record ScopeDeclared(String scope) implements AuditEvent {

        @Override
        public String action() {
            return "scope.declared";
        }

        @Override
        public Map<String, String> details() {
            return Map.of("scope", scope);
        }
    }

    record ScopeChanged(String scope) implements AuditEvent {

        @Override
        public String action() {
            return "scope.changed";
        }

        @Override
        public Map<String, String> details() {
            return Map.of("scope", scope);
        }
    }
}
