package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientCacheTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final ClientCache cache = new ClientCache(clock);
    private final AtomicInteger lookUps = new AtomicInteger();

    @Test
    void asksOnceWithinFiveSeconds() {
        find("web-shop");
        clock.advance(Duration.ofMillis(4999));
        find("web-shop");

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void asksAgainAfterFiveSeconds() {
        find("web-shop");
        clock.advance(Duration.ofSeconds(5));
        find("web-shop");

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void asksAgainWhenTheClockWasSetBack() {
        find("web-shop");
        clock.advance(Duration.ofHours(-1));
        find("web-shop");

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void remembersThatThereIsNoSuchClient() {
        miss("made-up");
        miss("made-up");

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void seesAClientThatWasMissingOnceItIsThere() {
        miss("web-shop");
        clock.advance(Duration.ofSeconds(5));

        assertThat(find("web-shop")).isPresent();
        assertThat(find("web-shop")).isPresent();
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void asksAgainOnceItWasCleared() {
        find("web-shop");
        cache.clear();
        find("web-shop");

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void doesNotKeepAnAnswerThatWasUnderWayWhenItWasCleared() {
        cache.get("web-shop", id -> {
            cache.clear();
            return Optional.of(TestClients.client(id, Map.of()));
        });
        find("web-shop");

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void staysBoundedAndKeepsKnownClientsWhenSomebodyAsksForMadeUpOnes() {
        find("web-shop");
        for (var id = 0; id < 20_000; id++) {
            miss("made-up-" + id);
        }
        lookUps.set(0);
        find("web-shop");

        assertThat(lookUps).hasValue(0);
        assertThat(cache.size()).isLessThanOrEqualTo(1001);
    }

    private Optional<Client> find(String clientId) {
        return cache.get(clientId, id -> {
            lookUps.incrementAndGet();
            return Optional.of(TestClients.client(id, Map.of()));
        });
    }

    private void miss(String clientId) {
        cache.get(clientId, _ -> {
            lookUps.incrementAndGet();
            return Optional.empty();
        });
    }
}
