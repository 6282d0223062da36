package dev.signet.idp.passkey;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.Seal;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.passkey.Challenge.Purpose;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes challenges, and takes each answer once.
 *
 * <p>A challenge travels sealed with the page, so a visitor who never answers costs no row. One that was answered rightly
 * is kept until it expires: whoever comes with the same answer again is too late.
 */
@Component
class Challenges {

    /** Time to find a key and remember its PIN. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** How long a browser waits for an authenticator: shorter, so that no answer comes too late because of us. */
    static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Seal seal;
    private final UsedChallengeRepository used;
    private final JsonMapper json;
    private final Clock clock;

    Challenges(DerivedKeys keys, UsedChallengeRepository used, JsonMapper json, Clock clock) {
        this.seal = keys.seal("passkey-challenge");
        this.used = used;
        this.json = json;
        this.clock = clock;
    }

    private record Content(
            String value, Purpose purpose, @Nullable UUID account, String expiresAt) {}

    Challenge next(Purpose purpose, @Nullable AccountId account) {
        return new Challenge(
                RandomSecret.next(), purpose, account, clock.instant().plus(LIFETIME));
    }

    String seal(Challenge challenge) {
        var account = challenge.account();
        return seal.seal(json.writeValueAsBytes(new Content(
                challenge.value(),
                challenge.purpose(),
                account == null ? null : account.value(),
                challenge.expiresAt().toString())));
    }

    /** The challenge in {@code sealed}; empty if we did not make it, for this purpose and account, or it is too old. */
    Optional<Challenge> open(String sealed, Purpose purpose, @Nullable AccountId account) {
        return seal.open(sealed)
                .map(it -> json.readValue(it, Content.class))
                .map(it -> new Challenge(
                        it.value(),
                        it.purpose(),
                        it.account() == null ? null : new AccountId(it.account()),
                        Instant.parse(it.expiresAt())))
                .filter(it -> it.purpose() == purpose && Objects.equals(it.account(), account))
                .filter(it -> clock.instant().isBefore(it.expiresAt()));
    }

    /**
     * Uses up a challenge that was answered rightly.
     *
     * @return false if it was answered before
     */
    boolean useUp(Challenge challenge) {
        return used.insertIfAbsent(TokenHash.of(challenge.value()), challenge.expiresAt());
    }

    @Bean
    static ExpiredRows expiredPasskeyChallenges(UsedChallengeRepository used, Clock clock) {
        return new ExpiredRows("passkey_used_challenge", limit -> used.deleteExpired(clock.instant(), limit));
    }
}
