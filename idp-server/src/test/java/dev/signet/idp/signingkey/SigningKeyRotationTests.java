package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningKeyRotationTests {

    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final List<String> ALGORITHMS =
            Arrays.stream(SigningAlgorithm.values()).map(Enum::name).toList();

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(START);
    private final List<Object> events = new ArrayList<>();
    private final TestSigningKeys node = new TestSigningKeys(database, clock, events::add);

    @Test
    void aRelyingPartyThatKeepsTheKeySetForAnHourNeverFailsInAYear() throws Exception {
        var otherNode = new TestSigningKeys(database, clock);
        var kids = new HashSet<String>();

        for (var end = START.plus(Duration.ofDays(365)); clock.instant().isBefore(end); ) {
            var cached = publishedBy(otherNode);
            clock.advance(TestSigningKeys.SETTINGS.jwksCache()); // the oldest key set that anybody may use
            node.rotation().rotate(clock.instant());
            for (var algorithm : ALGORITHMS) {
                var token = SignedJWT.parse(node.signer().sign(algorithm, "JWT", Map.of("sub", "alice")));
                var key = cached.getKeyByKeyId(token.getHeader().getKeyID());
                assertThat(key).as("key of a token of %s", clock.instant()).isNotNull();
                var verifier = key instanceof OctetKeyPair ed
                        ? new Ed25519Verifier(ed)
                        : new DefaultJWSVerifierFactory()
                                .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
                assertThat(token.verify(verifier)).isTrue();
                kids.add(key.getKeyID());
            }
            clock.advance(Duration.ofHours(23));
        }

        assertThat(kids).as("keys that signed in a year, all algorithms").hasSize(20);
    }

    @Test
    void aTokenVerifiesAsLongAsItsKeyIsKept() {
        var token = node.signer().sign("ES256", "JWT", Map.of("sub", "alice"));

        at(START.plus(Duration.ofDays(89)));
        at(START.plus(Duration.ofDays(90)));
        assertThat(states("ES256")).containsExactly("retired", "signing");
        assertThat(node.keys().verify(token)).isPresent();

        at(START.plus(Duration.ofDays(97)).minusSeconds(1));
        assertThat(node.keys().verify(token)).isPresent();

        at(START.plus(Duration.ofDays(97)));
        assertThat(node.keys().verify(token)).isEmpty();
    }

    @Test
    void aSuccessorIsPublishedADayBeforeItSigns() {
        at(START.plus(Duration.ofDays(89)).minusSeconds(1));
        assertThat(states("RS256")).containsExactly("signing");

        at(START.plus(Duration.ofDays(89)));
        assertThat(states("RS256")).containsExactly("signing", "published");

        at(START.plus(Duration.ofDays(90)).minusSeconds(1));
        assertThat(states("RS256")).containsExactly("signing", "published");

        at(START.plus(Duration.ofDays(90)));
        assertThat(states("RS256")).containsExactly("retired", "signing");
    }

    @Test
    void aNodeThatSleptThroughTheRotationStillPublishesBeforeItSigns() {
        at(START.plus(Duration.ofDays(500)));
        assertThat(states("ES256")).containsExactly("signing", "published");

        at(START.plus(Duration.ofDays(501)));
        assertThat(states("ES256")).containsExactly("retired", "signing");
    }

    @Test
    void rotatingAgainChangesNothing() {
        at(START.plus(Duration.ofDays(89)));
        var before = node.keys().publishedJwks();
        at(clock.instant());
        assertThat(node.keys().publishedJwks()).isEqualTo(before);
    }

    @Test
    void aSuccessorCanBePublishedOnDemand() {
        node.rotation().publishSuccessors();
        node.rotation().publishSuccessors();
        assertThat(states("ES256")).containsExactly("signing", "published");

        at(START.plus(Duration.ofDays(1)));
        assertThat(states("ES256")).containsExactly("retired", "signing");
    }

    @Test
    void aWithdrawnKeyIsReplacedAtOnce() {
        var token = node.signer().sign("ES256", "JWT", Map.of("sub", "alice"));
        var kid = kids("ES256").getFirst();

        assertThat(node.rotation().withdraw(kid)).isTrue();
        assertThat(node.rotation().withdraw(kid)).isFalse();

        assertThat(node.keys().verify(token)).isEmpty();
        assertThat(kids("ES256")).hasSize(1).doesNotContain(kid);
        assertThat(node.keys().verify(node.signer().sign("ES256", "JWT", Map.of())))
                .isPresent();
    }

    @Test
    void nodesThatStartTogetherAgreeOnTheFirstKeys() throws Exception {
        var empty = TestDatabase.migrated();
        var nodes = Together.run(4, () -> new TestSigningKeys(empty, clock));

        var first = nodes.getFirst();
        assertThat(publishedBy(first).getKeys()).hasSize(SigningAlgorithm.values().length);
        for (var other : nodes) {
            assertThat(other.keys().publishedJwks()).isEqualTo(first.keys().publishedJwks());
            assertThat(first.keys().verify(other.signer().sign("RS256", "JWT", Map.of())))
                    .isPresent();
        }
    }

    @Test
    void nodesThatRotateTogetherAgree() throws Exception {
        for (var day : List.of(89, 90, 97, 179, 180)) {
            clock.set(START.plus(Duration.ofDays(day)));
            Together.run(3, () -> {
                new TestSigningKeys(database, clock).rotation().rotate(clock.instant());
                return day;
            });
        }
        assertThat(states("ES256")).containsExactly("retired", "signing");
    }

    @Test
    void everyStepIsAudited() {
        at(START.plus(Duration.ofDays(89)));
        at(START.plus(Duration.ofDays(90)));
        at(START.plus(Duration.ofDays(97)));
        assertThat(events.stream()
                        .map(SigningKeyChanged.class::cast)
                        .filter(it -> it.algorithm() == SigningAlgorithm.ES256)
                        .map(SigningKeyChanged::action))
                .containsExactly(
                        "signing-key.signing",
                        "signing-key.published",
                        "signing-key.retired",
                        "signing-key.signing",
                        "signing-key.removed");
    }

    @Test
    void theTableHoldsNoPrivateKeyInClear() throws Exception {
        var vaultless = database.owner()
                .sql("SELECT public_jwk::text || ' ' || encode(private_jwk, 'escape') FROM signing_key")
                .query((row, _) -> row.getString(1))
                .list();
        assertThat(vaultless)
                .hasSize(SigningAlgorithm.values().length)
                .allSatisfy(row ->
                        assertThat(row).doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":", "\"dq\":", "\"qi\":"));
        assertThat(publishedBy(node).getKeys()).noneMatch(JWK::isPrivate);
    }

    @Test
    void aRowWithAnotherPublicKeyIsRefused() {
        var attackers = SigningAlgorithm.ES256.generate().toPublicJWK().toJSONString();
        database.jdbc()
                .sql("UPDATE signing_key SET public_jwk = CAST(:jwk AS jsonb) WHERE algorithm = 'ES256'")
                .param("jwk", attackers)
                .update();
        assertRefused();
    }

    @Test
    void aRowUnderAnotherNameIsRefused() {
        database.jdbc().sql("UPDATE signing_key SET kid = reverse(kid)").update();
        assertRefused();
    }

    @Test
    void aRowWithAChangedPrivateKeyIsRefused() {
        database.jdbc()
                .sql("UPDATE signing_key SET private_jwk = set_byte(private_jwk, 20, get_byte(private_jwk, 20) # 1)")
                .update();
        assertRefused();
    }

    private void assertRefused() {
        clock.advance(KeyRing.STALENESS);
        assertThatIllegalStateException()
                .isThrownBy(() -> node.signer().sign("ES256", "JWT", Map.of()))
                .withMessageContaining("signing_key/private_jwk/");
        assertThatIllegalStateException()
                .isThrownBy(() -> new TestSigningKeys(database, clock))
                .withMessageContaining("signing_key/private_jwk/");
    }

    private void at(Instant time) {
        clock.set(time);
        node.rotation().rotate(time);
    }

    private static JWKSet publishedBy(TestSigningKeys node) throws ParseException {
        return JWKSet.parse(node.keys().publishedJwks().json());
    }

    private List<String> states(String algorithm) {
        return column("state", algorithm);
    }

    private List<String> kids(String algorithm) {
        return column("kid", algorithm);
    }

    private List<String> column(String name, String algorithm) {
        return database.jdbc()
                .sql("SELECT kid, state FROM signing_key WHERE algorithm = :algorithm ORDER BY created_at")
                .param("algorithm", algorithm)
                .query((row, _) -> row.getString(name))
                .list();
    }
}
