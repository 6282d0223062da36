package dev.signet.idp.signingkey;

import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tokens whose signatures are known to be genuine, because this node made or verified them, by the SHA-256 of the
 * whole text. Verifying is a public-key operation; most tokens come more than once, and most come to where they were made.
 *
 * <p>It says nothing about a token but that its signature fits the key that its header names: key, times and revocation
 * are asked for each time. Nothing is remembered of a text that failed. Bounded: the least recently used go first.
 */
@Component
class GenuineTokens {

    /** About 4 MB. */
    static final int MOST = 20_000;

    private final Clock clock;
    private final Map<TokenHash, Instant> expiries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenHash, Instant> eldest) {
            return size() > MOST;
        }
    };

    GenuineTokens(Clock clock) {
        this.clock = clock;
    }

    boolean contains(String jws) {
        var hash = TokenHash.of(jws);
        synchronized (expiries) {
            var expiry = expiries.get(hash);
            if (expiry != null && !clock.instant().isBefore(expiry)) {
                expiries.remove(hash);
                return false;
            }
            return expiry != null;
        }
    }

    /** Remembers a text until its {@code exp}; one that does not expire is not remembered. */
    void add(String jws, @Nullable Object exp) {
        if (!(exp instanceof Number seconds)) {
            return;
        }
        var expiry = Instant.ofEpochSecond(seconds.longValue());
        if (clock.instant().isBefore(expiry)) {
            var hash = TokenHash.of(jws);
            synchronized (expiries) {
                expiries.put(hash, expiry);
            }
        }
    }

    int size() {
        synchronized (expiries) {
            return expiries.size();
        }
    }
}
