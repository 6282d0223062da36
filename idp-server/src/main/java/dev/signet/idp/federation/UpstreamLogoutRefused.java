package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A logout token was not believed, and nothing was changed.
 *
 * @param rule that it breaks
 */
record UpstreamLogoutRefused(String provider, String rule) implements AuditEvent {

    @Override
    public String action() {
        return "federation.logout-refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public @Nullable UUID subject() {
        return null;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("provider", provider, "rule", rule);
    }
}
