package dev.signet.idp.clientauthentication;

import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Key sets of clients that publish them at a {@code jwks_uri}, in memory for a while.
 *
 * <p>What a stranger can make us do is bounded: a key set is fetched again at most once a minute, whatever anybody
 * presents. A set that cannot be fetched again stays in use for an hour.
 */
@Component
class RemoteKeySets {

    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(60);
    static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(10);

    /** How long a set is used without asking again, where the answer does not say. */
    private static final Duration USUALLY_FRESH = Duration.ofMinutes(5);

    private static final Duration LONGEST_USE = Duration.ofHours(1);
    private static final int CLIENTS = 1_000;
    private static final List<MediaType> TYPES =
            List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("application/jwk-set+json"));
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySets.class);

    private final GuardedHttpClient http;
    private final Clock clock;
    private final Map<Source, KeySet> sets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, KeySet> eldest) {
            return size() > CLIENTS;
        }
    };

    RemoteKeySets(GuardedHttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The client's keys, at most an hour old; empty if they cannot be had. */
    Optional<JWKSet> get(String clientId, String address) {
        return setOf(clientId, address).get(false);
    }

    /** The client's keys as they are now, if it has been long enough since they were last asked for. */
    Optional<JWKSet> getAgain(String clientId, String address) {
        return setOf(clientId, address).get(true);
    }

    private synchronized KeySet setOf(String clientId, String address) {
        return sets.computeIfAbsent(new Source(clientId, address), KeySet::new);
    }

    private record Source(String clientId, String address) {}

    /** One client's keys. Its lock makes requests that arrive together share one fetch. */
    private final class KeySet {

        private final Source source;
        private @Nullable JWKSet keys;
        private Instant fetchedAt = Instant.MIN;
        private Instant triedAt = Instant.MIN;
        private Instant freshUntil = Instant.MIN;

        KeySet(Source source) {
            this.source = source;
        }

        synchronized Optional<JWKSet> get(boolean again) {
            var now = clock.instant();
            if ((again || !now.isBefore(freshUntil)) && mayTry(now)) {
                triedAt = now;
                fetch(now);
            }
            return Optional.ofNullable(keys).filter(_ -> now.isBefore(fetchedAt.plus(LONGEST_USE)));
        }

        private boolean mayTry(Instant now) {
            var pause = keys == null ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES;
            return triedAt.equals(Instant.MIN) || !now.isBefore(triedAt.plus(pause));
        }

        private void fetch(Instant now) {
            switch (http.get(URI.create(source.address()), TYPES)) {
                case Outcome.Fetched(var body, var cacheFor) -> keep(body, cacheFor, now);
                case Outcome.Refused(var reason) -> complain(reason);
                case Outcome.Failed(var reason) -> complain(reason);
            }
        }

        private void keep(String body, Duration cacheFor, Instant now) {
            try {
                keys = JWKSet.parse(body);
                fetchedAt = now;
                freshUntil = now.plus(atMost(LONGEST_USE, cacheFor.isPositive() ? cacheFor : USUALLY_FRESH));
            } catch (ParseException | IllegalArgumentException e) { // nimbus reports bad input by either
                complain("not a JWK set");
            }
        }

        private void complain(String reason) {
            LOG.info("Keys of client {} could not be fetched from {}: {}", source.clientId(), source.address(), reason);
        }

        private static Duration atMost(Duration limit, Duration wish) {
            return wish.compareTo(limit) < 0 ? wish : limit;
        }
    }
}
