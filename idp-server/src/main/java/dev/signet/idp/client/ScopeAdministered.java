package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An administrator made or changed a scope.
 *
 * @param values before and after of each field
 */
record ScopeAdministered(String action, UUID by, String scope, Map<String, String> values) implements AuditEvent {

    @Override
    public UUID actor() {
        return by;
    }

    @Override
    public Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("scope", scope);
        details.putAll(values);
        return details;
    }
}
