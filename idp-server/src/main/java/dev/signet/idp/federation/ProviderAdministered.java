package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody added, changed, disabled, enabled or deleted a provider.
 *
 * @param by null where the configuration file did
 * @param changes before and after of each field; of a secret only that there is another one
 */
record ProviderAdministered(String action, @Nullable UUID by, String provider, Map<String, String> changes)
        implements AuditEvent {

    @Override
    public @Nullable UUID actor() {
        return by;
    }

    @Override
    public Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("provider", provider);
        details.putAll(changes);
        return details;
    }
}
