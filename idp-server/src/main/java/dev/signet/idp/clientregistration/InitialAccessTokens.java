package dev.signet.idp.clientregistration;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tokens with which clients may register themselves where not everybody may (RFC 7591 §3). */
@Service
public class InitialAccessTokens {

    public static final int MOST_USES = 10_000;
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    private final InitialAccessTokenRepository tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InitialAccessTokens(InitialAccessTokenRepository tokens, ApplicationEventPublisher events, Clock clock) {
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a token for {@code uses} clients. What is returned is the only copy.
     *
     * @return 256 random bits, base64url
     */
    @Transactional
    public String create(int uses, Duration validity) {
        var token = RandomSecret.next();
        var now = clock.instant();
        var expiresAt = now.plus(validity);
        tokens.insert(TokenHash.of(token), uses, now, expiresAt);
        events.publishEvent(new InitialAccessTokenMade(uses, expiresAt));
        return token;
    }

    /** Whether asking for something is worth while; only {@link #use} decides. */
    boolean isUsable(@Nullable String token) {
        return token != null && tokens.isUsable(TokenHash.of(token), clock.instant());
    }

    /** Takes one use of {@code token}. Undone with the transaction of the caller, so a refused registration costs none. */
    boolean use(@Nullable String token) {
        return token != null && tokens.use(TokenHash.of(token), clock.instant());
    }
}
