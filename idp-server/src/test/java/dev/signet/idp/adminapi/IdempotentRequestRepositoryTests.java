package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdempotentRequestRepositoryTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(24));
    private static final String KEY = "a".repeat(64);
    private static final String REQUEST = "b".repeat(64);
    private static final String OTHER = "c".repeat(64);

    private final IdempotentRequestRepository requests =
            new IdempotentRequestRepository(TestDatabase.migrated().jdbc());

    @Test
    void takesAKeyOnceAndFindsItsAnswerForTheSameRequestOnly() {
        assertThat(requests.insert(KEY, REQUEST, NOW, LATER)).isTrue();
        requests.keep(KEY, new byte[] {1, 2});

        assertThat(requests.insert(KEY, OTHER, NOW, LATER)).isFalse();
        assertThat(requests.find(KEY, REQUEST)).hasValue(new byte[] {1, 2});
        assertThat(requests.find(KEY, OTHER)).isEmpty();
    }

    @Test
    void takesAKeyAgainThatHasExpired() {
        requests.insert(KEY, REQUEST, NOW, LATER);
        requests.keep(KEY, new byte[] {1});

        assertThat(requests.insert(KEY, OTHER, LATER, LATER.plusSeconds(1))).isTrue();
        assertThat(requests.find(KEY, REQUEST)).isEmpty();
    }

    @Test
    void forgetsWhatHasExpired() {
        requests.insert(KEY, REQUEST, NOW, NOW.plusSeconds(1));
        requests.insert(OTHER, REQUEST, NOW, LATER);
        requests.keep(OTHER, new byte[] {1});

        assertThat(requests.deleteExpired(NOW.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(requests.find(OTHER, REQUEST)).isPresent();
    }
}
