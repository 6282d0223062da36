package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;

/**
 * An administrator registered, changed, disabled, enabled or deleted a client.
 *
 * @param details before and after of each field, which are all public values: secrets are never part of the metadata
 */
record ClientAdministered(String action, UUID by, String clientId, Map<String, String> details) implements AuditEvent {

    @Override
    public UUID actor() {
        return by;
    }
}
