package dev.signet.idp.clientregistration;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wanted to register a client, or to change a registration, and was refused.
 *
 * @param presentedClientId of the registration that was asked for, as it was sent; null for a new one
 * @param error the code that the answer had
 * @param reason which token it was, or the names of the fields that broke a rule; nothing that somebody made up
 */
record RegistrationRefused(@Nullable String presentedClientId, String error, String reason) implements AuditEvent {

    private static final int LONGEST = 200;

    @Override
    public String action() {
        return "client-registration.refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    /** As far as it is text that a {@code client_id} can be. */
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
        return Map.of("error", error, "reason", reason);
    }
}
