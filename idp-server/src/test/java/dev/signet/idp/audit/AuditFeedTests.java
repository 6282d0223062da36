package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditFeedTests {

    private static final Duration DAY = Duration.ofDays(1);

    private final TestAudit audit = new TestAudit();
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());

    @Test
    void readsEachEventOnceInTheOrderOfTheTrail() {
        write("one", "two");
        readAll("reader", 2);
        write("three");
        readAll("reader", 3);
        step("reader");

        assertThat(read).containsExactly("one", "two", "three");
    }

    @Test
    void readsForEachReaderApart() {
        write("one");
        readAll("reader", 1);
        readAll("other", 2);

        assertThat(read).containsExactly("one", "one");
    }

    @Test
    void beginsWhereAReaderThatIsNewMayCare() {
        write("long ago");
        audit.clock.advance(DAY.multipliedBy(2));
        write("lately");

        readAll("reader", 1);

        assertThat(read).containsExactly("lately");
    }

    @Test
    void readsAgainWhatWasNotWorkedOffToTheEnd() {
        write("one");
        await().until(() -> audit.eras.horizon()
                > audit.events.firstSince(TestAudit.NOW.minus(DAY)).orElseThrow());

        assertThatIllegalStateException()
                .isThrownBy(() -> audit.database
                        .transactions()
                        .executeWithoutResult(_ -> audit.feed.step("reader", DAY, _ -> {
                            throw new IllegalStateException("the node dies");
                        })));
        readAll("reader", 1);

        assertThat(read).containsExactly("one");
    }

    @Test
    void leavesWhatIsNotCommittedForLater() {
        audit.database.transactions().executeWithoutResult(_ -> {
            audit.trail.append(TestAudit.happened("under way"));
            Thread.ofVirtual().start(() -> step("reader"));
            await().until(() -> audit.readers.exists("reader"));
        });
        assertThat(read).isEmpty();

        readAll("reader", 1);
        assertThat(read).containsExactly("under way");
    }

    private void write(String... actions) {
        for (var action : actions) {
            audit.trail.append(TestAudit.happened(action));
            audit.clock.advance(Duration.ofSeconds(1));
        }
    }

    /** Other tests write to the same server, and their transactions have to be over first. */
    private void readAll(String reader, int altogether) {
        await().until(() -> {
            step(reader);
            return read.size() >= altogether;
        });
    }

    private void step(String reader) {
        audit.database
                .transactions()
                .executeWithoutResult(_ ->
                        audit.feed.step(reader, DAY, events -> events.forEach(it -> read.add(it.action()))));
    }
}
