package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.signingkey.SigningKeyProperties.Signatures;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * A year in the life of the keys, as relying parties see it. They use Nimbus's own cache, which keeps what the JWKS endpoint
 * answered for as long as {@code max-age} allows and does not look again for a key that it lacks.
 *
 * <p>The job runs every ten minutes around each step, and once a day in between, where nothing is due.
 */
class YearOfRotationTests {

    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(365));
    private static final Duration JOB = Duration.ofMinutes(10);
    private static final Duration AROUND_A_STEP = Duration.ofHours(2);

    /** As long as an ID token is accepted, and longer than an access token. */
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private static final List<String> ALGORITHMS =
            Arrays.stream(SigningAlgorithm.values()).map(Enum::name).toList();

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(START);

    /** Whatever was signed and is accepted still. */
    private final Deque<Issued> living = new ArrayDeque<>();

    /** Each key, and when it last signed. */
    private final Map<String, Instant> lastSigned = new LinkedHashMap<>();

    private record Issued(String token, Instant at) {}

    @ParameterizedTest
    @EnumSource(
            value = Signatures.class,
            names = {"AUTO", "JAVA"})
    void noRelyingPartyThatKeepsTheKeySetForAnHourEverFails(Signatures signatures) throws Exception {
        var node = new TestSigningKeys(database, clock, TestSigningKeys.settings(signatures));
        var otherNode = new TestSigningKeys(database, clock, TestSigningKeys.settings(signatures));
        var schedule = new KeySchedule(new SigningKeyRepository(database.jdbc()), TestSigningKeys.SETTINGS);
        var relyingParties = new ArrayList<RelyingParty>(); // six, each of which fetches at other minutes
        for (var each = 0; each < 6; each++) {
            relyingParties.add(new RelyingParty(each % 2 == 0 ? node : otherNode));
        }

        var awake = 0; // one more fetches at each step after a pause, so that their hours end at different steps
        while (clock.instant().isBefore(END)) {
            node.rotation().rotate(clock.instant());
            issue(clock.instant().getEpochSecond() % 1200 == 0 ? node : otherNode);
            awake = Math.min(awake + 1, relyingParties.size());
            relyingParties.subList(0, awake).forEach(it -> it.verifyAll(living));
            assertThatOldKeysAreGone(otherNode);
            var pause = untilTheNextLook(schedule);
            awake = pause.equals(JOB) ? awake : 0;
            clock.advance(pause);
        }

        assertThat(lastSigned).as("keys that signed in a year, all algorithms").hasSize(5 * ALGORITHMS.size());
        assertThat(relyingParties).allSatisfy(it -> assertThat(it.fetches).isGreaterThan(30));
    }

    private void issue(TestSigningKeys node) throws ParseException {
        var now = clock.instant();
        living.removeIf(it -> it.at().plus(TOKEN_LIFETIME).isBefore(now));
        for (var algorithm : ALGORITHMS) {
            var token = node.signer().sign(algorithm, "JWT", Map.of("sub", "alice"));
            living.add(new Issued(token, now));
            lastSigned.put(SignedJWT.parse(token).getHeader().getKeyID(), now);
        }
    }

    /** Retired keys stay for a week, and a job may be ten minutes late. */
    private void assertThatOldKeysAreGone(TestSigningKeys node) throws ParseException {
        var kept = TestSigningKeys.SETTINGS.keepRetired().plus(JOB).plus(Duration.ofDays(1));
        var published = JWKSet.parse(node.keys().publishedJwks().json());
        lastSigned.forEach((kid, last) -> {
            if (last.plus(kept).isBefore(clock.instant())) {
                assertThat(published.getKeyByKeyId(kid))
                        .as("a key that last signed at %s, at %s", last, clock.instant())
                        .isNull();
            }
        });
        assertThat(published.size()).isLessThanOrEqualTo(2 * ALGORITHMS.size());
    }

    private Duration untilTheNextLook(KeySchedule schedule) {
        var now = clock.instant();
        var isNearAStep = schedule.keys().stream()
                .flatMap(it -> Stream.of(it.nextAt(), it.signsFrom(), it.createdAt()))
                .anyMatch(step -> Duration.between(now, step).abs().compareTo(AROUND_A_STEP) <= 0);
        if (isNearAStep) {
            return JOB;
        }
        var next = schedule.keys().stream()
                .map(it -> Duration.between(now, it.nextAt().minus(AROUND_A_STEP)))
                .min(Duration::compareTo)
                .orElseThrow();
        return next.isPositive() && next.compareTo(Duration.ofDays(1)) < 0 ? next : Duration.ofDays(1);
    }

    /** Verifies with the key set that it has, for an hour after it fetched one. */
    private final class RelyingParty {

        private final CachingJWKSetSource<SecurityContext> keys;
        private int fetches;

        RelyingParty(TestSigningKeys node) {
            var endpoint = MockMvcTester.of(new JwksController(node.keys(), TestSigningKeys.SETTINGS));
            this.keys = new CachingJWKSetSource<>(
                    new JWKSetSource<>() {
                        @Override
                        public JWKSet getJWKSet(
                                JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
                                throws KeySourceException {
                            fetches++;
                            return fetch(endpoint);
                        }

                        @Override
                        public void close() {}
                    },
                    TestSigningKeys.SETTINGS.jwksCache().toMillis(),
                    1_000,
                    null);
        }

        void verifyAll(Iterable<Issued> tokens) {
            tokens.forEach(this::verify);
        }

        private void verify(Issued issued) {
            try {
                var token = SignedJWT.parse(issued.token());
                var known = keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), null);
                var key = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader())).select(known);
                assertThat(key)
                        .as("key of a token of %s, at %s", issued.at(), clock.instant())
                        .hasSize(1);
                assertThat(isGenuine(token, key.getFirst())).isTrue();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private static boolean isGenuine(SignedJWT token, JWK key) throws Exception {
            return token.verify(
                    key instanceof OctetKeyPair ed // which the factory leaves out
                            ? new Ed25519Verifier(ed)
                            : new DefaultJWSVerifierFactory()
                                    .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey()));
        }

        private static JWKSet fetch(MockMvcTester endpoint) throws KeySourceException {
            try {
                var answer = endpoint.get().uri("/oauth2/jwks").exchange().getResponse();
                assertThat(answer.getHeader("Cache-Control")).contains("max-age=3600");
                return JWKSet.parse(answer.getContentAsString());
            } catch (ParseException | UnsupportedEncodingException e) {
                throw new JWKSetParseException("not a key set", e);
            }
        }
    }
}
