package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import java.util.Collection;
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
