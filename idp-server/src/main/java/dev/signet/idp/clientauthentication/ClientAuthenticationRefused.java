package dev.signet.idp.clientauthentication;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody called as a client and was not let in. */
record ClientAuthenticationRefused(
        Refusal refusal, @Nullable String presentedClientId) implements AuditEvent {

    private static final int LONGEST = 200;

    @Override
    public String action() {
        return "client-authentication.refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    /** As far as it is text that a {@code client_id} can be; anybody may have sent anything. */
    @Override
    public @Nullable String clientId() {
        return presentedClientId == null
                        || presentedClientId.length() > LONGEST
                        || !presentedClientId.chars().allMatch(it -> it > 0x20 && it < 0x7f)
                ? null
                : presentedClientId;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("reason", refusal.reason());
    }
}
