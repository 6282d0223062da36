package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider said that somebody is signed out there.
 *
 * @param account whose it is; null if the provider named a session only, or somebody who is linked to nobody
 * @param sessions how many ended here for it
 */
record UpstreamLogoutReceived(String provider, @Nullable AccountId account, int sessions) implements AuditEvent {

    @Override
    public String action() {
        return "federation.signed-out";
    }

    @Override
    public @Nullable UUID subject() {
        return account == null ? null : account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("provider", provider, "sessions", String.valueOf(sessions));
    }
}
