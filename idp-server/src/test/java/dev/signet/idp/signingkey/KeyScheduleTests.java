package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.signingkey.KeyLife.Next;
import dev.signet.idp.signingkey.KeyLife.State;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyScheduleTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(START);
    private final TestSigningKeys node = new TestSigningKeys(database, clock);
    private final KeySchedule schedule =
            new KeySchedule(new SigningKeyRepository(database.jdbc()), TestSigningKeys.SETTINGS);

    @Test
    void aKeySignsUntilADayBeforeItsSuccessorIsDue() {
        assertThat(keys()).singleElement().satisfies(key -> {
            assertThat(key.state()).isEqualTo(State.SIGNING);
            assertThat(key.signsFrom()).isEqualTo(START);
            assertThat(key.next()).isEqualTo(Next.SUCCESSOR_PUBLISHED);
            assertThat(key.nextAt()).isEqualTo(START.plus(Duration.ofDays(89)));
        });
    }

    @Test
    void everyForecastComesTrue() {
        for (var step = 0; step < 6; step++) {
            var before = keys();
            var due =
                    before.stream().map(KeyLife::nextAt).min(Instant::compareTo).orElseThrow();

            at(due.minusSeconds(1));
            assertThat(keys()).isEqualTo(before);

            at(due);
            assertThat(keys()).as("at %s", due).isNotEqualTo(before);
        }
    }

    @Test
    void aRotationMovesWhatComesNext() {
        at(START.plusSeconds(1)); // the successor is listed behind the key that is older
        assertThat(node.rotation().publishSuccessors()).isEqualTo(SigningAlgorithm.values().length);
        assertThat(node.rotation().publishSuccessors()).isZero();

        var signs = schedule.signsFrom(START.plusSeconds(1));
        assertThat(keys()).extracting(KeyLife::next).containsExactly(Next.RETIRES, Next.SIGNS);
        assertThat(keys()).extracting(KeyLife::nextAt).containsOnly(signs);

        at(signs);
        assertThat(keys()).extracting(KeyLife::next).containsExactly(Next.REMOVED, Next.SUCCESSOR_PUBLISHED);
        assertThat(keys().getFirst().nextAt()).isEqualTo(schedule.keptUntil(signs));
        assertThat(keys().getFirst().retiredAt()).isEqualTo(signs);
    }

    private void at(Instant now) {
        clock.advance(Duration.between(clock.instant(), now));
        node.rotation().rotate(now);
    }

    private List<KeyLife> keys() {
        return schedule.keys().stream()
                .filter(it -> it.algorithm().equals("ES256"))
                .toList();
    }
}
