package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.test.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SealingTests {

    private final TestAudit audit = new TestAudit();

    @Test
    void sealsNothingWhereThereIsNothing() {
        assertThat(audit.sealing.seal()).isFalse();
        assertThat(audit.seals.last()).isEmpty();
    }

    @Test
    void anEventThatCommitsLateIsSealedOnceAndNotPassedOver() throws Exception {
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = executor.submit(() -> audit.database.transactions().executeWithoutResult(_ -> {
                audit.trail.append(TestAudit.happened("late"));
                written.countDown();
                awaitQuietly(mayCommit);
            }));
            written.await();
            audit.trail.append(TestAudit.happened("early"));

            assertThat(audit.sealing.seal()).as("something is left").isTrue();
            assertThat(audit.seals.last())
                    .as("a seal over what may still get a neighbour")
                    .isEmpty();
            assertThat(audit.verify().unsealed()).isOne();

            mayCommit.countDown();
            late.get();
        }
        audit.sealAll();

        var report = audit.verify();
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(2);
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void whatIsRolledBackLeavesNoGap() {
        audit.database.transactions().executeWithoutResult(status -> {
            audit.trail.append(TestAudit.happened("undone"));
            status.setRollbackOnly();
        });
        audit.sealed("done");

        assertThat(audit.verify()).satisfies(it -> {
            assertThat(it.fault()).isNull();
            assertThat(it.events()).isOne();
        });
    }

    @Test
    void nodesThatSealAtOnceMakeOneChain() throws Exception {
        var work = new ArrayList<Callable<Integer>>();
        for (var node = 0; node < 4; node++) {
            var sealing = audit.node();
            work.add(() -> {
                for (var i = 0; i < 25; i++) {
                    audit.trail.append(TestAudit.happened("event"));
                    sealing.seal();
                }
                return 25;
            });
        }
        Together.run(work);
        audit.sealAll();

        var report = audit.verify();
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(100);
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void aTransactionWithMoreEventsThanASealTakesIsSealedWhole() {
        audit.trail.append(TestAudit.happened("before"));
        var many = Collections.nCopies(Sealing.MOST_EVENTS + 500, TestAudit.happened("many"));
        audit.trail.append(new AuditEvents(many));
        audit.trail.append(TestAudit.happened("after"));
        audit.sealAll();

        var report = audit.verify();
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(Sealing.MOST_EVENTS + 502L);
        assertThat(report.unsealed()).isZero();
        assertThat(report.seals()).isBetween(2L, 3L);
    }

    @Test
    void aDumpRestoredWhereTransactionsCountFromLessBeginsANewEra() {
        audit.asOwner("INSERT INTO audit_era (number, base, began_at) VALUES (1, 1000000000000, now())");
        audit.sealed("one", "two");
        audit.trail.append(TestAudit.happened("three"));
        audit.asOwner("DELETE FROM audit_era WHERE number = 1");

        assertThat(audit.eras.beginIfRestored(audit.clock.instant())).isOne();
        assertThat(audit.eras.beginIfRestored(audit.clock.instant()))
                .as("a second time")
                .isZero();
        audit.sealed("four");

        var report = audit.verify();
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(4);
        assertThat(report.unsealed()).isZero();
        assertThat(audit.database
                        .jdbc()
                        .sql("SELECT action FROM audit_event ORDER BY ordinal")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("one", "two", "three", "four"));
    }

    @Test
    void theServerSealsSoonAfterTheCommit() {
        var sealer = new Sealer(audit.sealing, audit.bell);
        sealer.start();
        try {
            audit.database.transactions().executeWithoutResult(_ -> audit.trail.append(TestAudit.happened("one")));

            await().until(() -> audit.verify().unsealed() == 0 && audit.verify().events() == 1);
        } finally {
            sealer.stop();
        }
        assertThat(sealer.isRunning()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
