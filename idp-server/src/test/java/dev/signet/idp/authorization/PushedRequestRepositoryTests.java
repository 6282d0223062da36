package dev.signet.idp.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.TestRegistration;
import dev.signet.idp.test.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pushed requests in the database")
class PushedRequestRepositoryTests {

    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");

    private final PushedRequestRepository requests = new PushedRequestRepository(DATABASE.jdbc());
    private final TokenHash request = TokenHash.of("request " + UUID.randomUUID());

    private String clientId;

    @BeforeEach
    void pushed() {
        clientId = TestRegistration.publicClient(DATABASE.jdbc(), Map.of());
        requests.insert(request, clientId, "{}", NOW.plusSeconds(60));
    }

    @Test
    void areFoundAsOftenAsSomebodyLooksUntilTheyExpire() {
        assertThat(requests.find(request, clientId, NOW)).contains("{}");
        assertThat(requests.find(request, clientId, NOW.plusSeconds(59))).contains("{}");
        assertThat(requests.find(request, clientId, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void areNotFoundForAnotherClientOrOnceTheyAreUsed() {
        assertThat(requests.find(request, "somebody", NOW)).isEmpty();

        assertThat(requests.use(request, NOW.plus(Duration.ofHours(12)))).isTrue();

        assertThat(requests.find(request, clientId, NOW)).isEmpty();
    }

    @Test
    void areUsedByOneOfManyAtOnce() throws Exception {
        var uses = Together.run(
                16, () -> DATABASE.transactions().execute(_ -> requests.use(request, NOW.plus(Duration.ofHours(12)))));

        assertThat(uses).containsOnlyOnce(true);
    }

    @Test
    void areUsableAgainIfTheTransactionThatUsedThemFailed() {
        DATABASE.transactions().executeWithoutResult(it -> {
            requests.use(request, NOW.plus(Duration.ofHours(12)));
            it.setRollbackOnly();
        });

        assertThat(requests.use(request, NOW.plus(Duration.ofHours(12)))).isTrue();
    }

    @Test
    void areSweptAwayWhileTheirUseIsRemembered() {
        requests.use(request, NOW.plus(Duration.ofHours(12)));

        assertThat(requests.deleteExpired(NOW.plusSeconds(59), 1000)).isZero();
        assertThat(requests.deleteExpired(NOW.plusSeconds(60), 1000)).isPositive();
        assertThat(requests.use(request, NOW.plus(Duration.ofHours(12)))).isFalse();

        assertThat(requests.deleteForgotten(NOW.plus(Duration.ofHours(12)), 1000))
                .isPositive();
        assertThat(requests.use(request, NOW.plus(Duration.ofHours(24)))).isTrue();
    }
}
