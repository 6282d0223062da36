package dev.signet.idp.token;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * How many signed tokens still count. They are not stored, so the grants tell: the newest access token of a grant lives from
 * its last refresh, and so does the newest ID token. What a client gets for itself leaves no trace and is not counted, nor
 * are tokens of an exchange.
 *
 * <p>Reads all grants; for people who ask once, not for requests.
 */
@Service
public class LiveTokens {

    private final LiveTokenRepository tokens;
    private final TokenProperties properties;
    private final Clock clock;

    LiveTokens(LiveTokenRepository tokens, TokenProperties properties, Clock clock) {
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What one client holds.
     *
     * @param accessTokens grants whose newest access token has not expired
     * @param idTokens grants whose newest ID token has not expired
     * @param hasItsOwn whether it may have access tokens for itself, which nobody counts
     */
    public record OfClient(String clientId, long accessTokens, long idTokens, boolean hasItsOwn) {}

    /** The clients that hold something signed with one of {@code algorithms}, those that hold most first. */
    public List<OfClient> signedWith(Set<String> algorithms) {
        var now = clock.instant();
        return tokens.signedWith(
                algorithms,
                algorithms.contains(AccessTokenFormats.ALGORITHM),
                now.minus(properties.idTokenLifetime()),
                now);
    }

    /** How many grants can be refreshed. Refresh tokens are MACs, so no signing key has a part in them. */
    public long grants() {
        return tokens.usableGrants(clock.instant());
    }
}
