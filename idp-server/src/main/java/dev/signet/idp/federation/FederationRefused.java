package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody came, or wanted to come, from another provider, and nothing was changed.
 *
 * @param account that it was about, if one can tell
 * @param detail the code of the protocol's error, say; never what the other side wrote freely
 */
record FederationRefused(
        String provider,
        Cause cause,
        @Nullable AccountId account,
        @Nullable String detail) implements AuditEvent {

    @Override
    public String action() {
        return "federation.refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public @Nullable UUID subject() {
        return account == null ? null : account.value();
    }

    @Override
    public Map<String, String> details() {
        var details = new HashMap<String, String>();
        details.put("provider", provider);
        details.put("cause", cause.key());
        if (detail != null) {
            details.put("detail", detail);
        }
        return details;
    }
}
