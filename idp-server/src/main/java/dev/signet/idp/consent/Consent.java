package dev.signet.idp.consent;

import java.time.Instant;
import java.util.Set;

/**
 * What a person allows a client.
 *
 * @param scopes every scope that was allowed so far
 * @param grantedAt when somebody last said yes
 */
public record Consent(Set<String> scopes, Instant grantedAt) {

    /** Whether nothing of {@code requested} has to be asked for. */
    public boolean covers(Set<String> requested) {
        return scopes.containsAll(requested);
    }
}
