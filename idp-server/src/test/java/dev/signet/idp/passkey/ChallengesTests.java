package dev.signet.idp.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.passkey.Challenge.Purpose;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChallengesTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final UsedChallengeRepository used = new UsedChallengeRepository(database.jdbc());
    private final Challenges challenges = new Challenges(TestCrypto.derivedKeys(), used, new JsonMapper(), clock);
    private final AccountId ada = AccountId.random();

    @Test
    void comeBackAsTheyWere() {
        var challenge = challenges.next(Purpose.PROVE, ada);

        assertThat(challenges.open(challenges.seal(challenge), Purpose.PROVE, ada))
                .contains(challenge);
        assertThat(challenge.value()).hasSize(43);
    }

    @Test
    void serveOnePurposeAndOnePerson() {
        var sealed = challenges.seal(challenges.next(Purpose.PROVE, ada));

        assertThat(challenges.open(sealed, Purpose.REGISTER, ada)).isEmpty();
        assertThat(challenges.open(sealed, Purpose.PROVE, AccountId.random())).isEmpty();
        assertThat(challenges.open(sealed, Purpose.PROVE, null)).isEmpty();
        assertThat(challenges.open(sealed + "A", Purpose.PROVE, ada)).isEmpty();
    }

    @Test
    void expire() {
        var sealed = challenges.seal(challenges.next(Purpose.SIGN_IN, null));

        clock.advance(Challenges.LIFETIME.minusSeconds(1));
        assertThat(challenges.open(sealed, Purpose.SIGN_IN, null)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(challenges.open(sealed, Purpose.SIGN_IN, null)).isEmpty();
    }

    @Test
    void areUsedUpByOneOfMany() throws Exception {
        var challenge = challenges.next(Purpose.SIGN_IN, null);

        assertThat(Together.run(8, () -> challenges.useUp(challenge))).containsOnlyOnce(true);
    }

    @Test
    void areForgottenWhenTheyCouldNotBeAnsweredAnyMore() {
        var challenge = challenges.next(Purpose.SIGN_IN, null);
        challenges.useUp(challenge);

        assertThat(used.deleteExpired(challenge.expiresAt().minusMillis(1), 10)).isZero();
        assertThat(used.deleteExpired(challenge.expiresAt(), 10)).isOne();
    }
}
