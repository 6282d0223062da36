package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client asked for something that it did not get, and why: what its developer is looking for.
 *
 * @param endpoint which part of us was asked
 * @param presentedClientId as it was sent; anybody may have sent anything
 * @param error the code that the answer had
 * @param explanation without secrets, and without a sentence that somebody else made up
 */
public record RefusedRequest(Endpoint endpoint, @Nullable String presentedClientId, String error, String explanation)
        implements AuditEvent {

    private static final int LONGEST_CLIENT_ID = 200;
    private static final int LONGEST_EXPLANATION = 1_000;

    /** What was asked. */
    public enum Endpoint {
        AUTHORIZATION("authorization.refused"),
        TOKEN("token.refused");

        private final String action;

        Endpoint(String action) {
            this.action = action;
        }
    }

    @Override
    public String action() {
        return endpoint.action;
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    /** As far as it is text that a {@code client_id} can be. */
    @Override
    public @Nullable String clientId() {
        return presentedClientId == null
                        || presentedClientId.length() > LONGEST_CLIENT_ID
                        || !presentedClientId.chars().allMatch(it -> it > 0x20 && it < 0x7f)
                ? null
                : presentedClientId;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "error",
                error,
                "explanation",
                explanation.length() <= LONGEST_EXPLANATION
                        ? explanation
                        : explanation.substring(0, LONGEST_EXPLANATION));
    }
}
