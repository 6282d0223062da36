package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

        assertThat(node.rotation().withdraw(List.of(kid))).isOne();
        assertThat(node.rotation().withdraw(List.of(kid))).isZero();

        assertThat(node.keys().verify(token)).isEmpty();
        assertThat(kids("ES256")).hasSize(1).doesNotContain(kid);
        assertThat(node.keys().verify(node.signer().sign("ES256", "JWT", Map.of())))
                .isPresent();
    }

    @Test
    void aSuccessorThatEverybodyKnowsTakesTheWithdrawnKeysPlace() {
        at(START.plus(Duration.ofDays(89)));
        clock.advance(Duration.ofHours(2)); // longer than any cached key set
        var both = kids("ES256");
        assertThat(schedule().replacements(both.subList(0, 1), clock.instant()))
                .containsExactly(new KeyReplacement("ES256", false, null));

        node.rotation().withdraw(both.subList(0, 1));

        assertThat(kids("ES256")).containsExactly(both.getLast());
        assertThat(states("ES256")).containsExactly("signing");
        assertThat(states("RS256")).containsExactly("signing", "published");
    }

    @Test
    void aWithdrawalSaysBeforeUntilWhenAKeyMayBeUnknown() {
        var now = clock.instant();
        var kid = kids("ES256");
        assertThat(schedule().replacements(kid, now))
                .containsExactly(new KeyReplacement("ES256", true, now.plus(Duration.ofHours(1))));
        assertThat(schedule().replacements(List.of("unknown"), now)).isEmpty();

        node.rotation().publishSuccessors();
        clock.advance(Duration.ofMinutes(20));

        assertThat(schedule().replacements(kid, clock.instant()))
                .as("some key sets that are cached lack the successor")
                .containsExactly(new KeyReplacement("ES256", false, now.plus(Duration.ofHours(1))));
        assertThat(schedule().replacements(kids("ES256"), clock.instant()))
                .as("the successor goes too")
                .containsExactly(
                        new KeyReplacement("ES256", true, clock.instant().plus(Duration.ofHours(1))));
    }

    @Test
    void allKeysAreWithdrawnWithoutAMomentInWhichNoneSigns() throws Exception {
        at(START.plus(Duration.ofDays(89)));
        var before = publishedBy(node).getKeys().stream().map(JWK::getKeyID).toList();
        var otherNode = new TestSigningKeys(database, clock);

        var tasks =
                new ArrayList<Callable<Integer>>(List.of(() -> node.rotation().withdraw(before)));
        for (var each = 0; each < 3; each++) {
            tasks.add(() -> {
                clock.advance(Duration.ofSeconds(11)); // so that it reads the table again
                return otherNode.signer().sign("ES256", "JWT", Map.of()).length();
            });
        }

        assertThat(Together.run(tasks)).doesNotContain(0).contains(before.size());
        assertThat(kids("ES256")).hasSize(1).doesNotContainAnyElementsOf(before);
        for (var algorithm : ALGORITHMS) {
            assertThat(states(algorithm)).containsExactly("signing");
        }
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

    private KeySchedule schedule() {
        return new KeySchedule(new SigningKeyRepository(database.jdbc()), TestSigningKeys.SETTINGS);
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
