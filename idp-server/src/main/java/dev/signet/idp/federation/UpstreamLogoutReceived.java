package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider said that somebody is signed out there.
 *
 * @param identity whose it is; empty if the provider named a session only, or somebody who is linked to nobody
 * @param sessions how many ended here for it
 */
record UpstreamLogoutReceived(String provider, Optional<LinkedIdentity> identity, int sessions) implements AuditEvent {

    @Override
    public String action() {
        return "federation.signed-out";
    }

    @Override
    public @Nullable UUID subject() {
        return identity.map(it -> it.account().value()).orElse(null);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("provider", provider, "sessions", String.valueOf(sessions));
    }
}
