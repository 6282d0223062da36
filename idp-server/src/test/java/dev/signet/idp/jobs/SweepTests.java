package dev.signet.idp.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class SweepTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void deletesUntilNoneIsLeft() {
        var rows = new AtomicInteger(2 * Sweep.BATCH + 7);

        new Sweep(List.of(kind("ticket", rows)), meters).run();

        assertThat(rows).hasValue(0);
        assertThat(deleted("ticket")).isEqualTo(2 * Sweep.BATCH + 7);
        assertThat(unfinished("ticket")).isZero();
    }

    @Test
    void leavesTheRestOfALargeBacklogToTheNextRunAndSaysSo() {
        var rows = new AtomicInteger(Sweep.BATCH * Sweep.BATCHES_PER_RUN + 1);
        var sweep = new Sweep(List.of(kind("ticket", rows)), meters);

        sweep.run();
        assertThat(rows).hasValue(1);
        assertThat(unfinished("ticket")).isOne();

        sweep.run();
        assertThat(rows).hasValue(0);
        assertThat(unfinished("ticket")).isZero();
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new QueryTimeoutException("locked"),
                new CannotCreateTransactionException("no connection"),
                new IllegalStateException("whoever was told of it failed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sweepsTheOthersWhenOneFails(RuntimeException failure) {
        var rows = new AtomicInteger(1);
        var failing = new ExpiredRows("failing", _ -> {
            throw failure;
        });

        new Sweep(List.of(failing, kind("ticket", rows)), meters).run();

        assertThat(rows).hasValue(0);
    }

    private static ExpiredRows kind(String name, AtomicInteger rows) {
        return new ExpiredRows(name, limit -> {
            var deleted = Math.min(limit, rows.get());
            rows.addAndGet(-deleted);
            return deleted;
        });
    }

    private double deleted(String kind) {
        return meters.get("signet.expired.rows.deleted")
                .tag("kind", kind)
                .counter()
                .count();
    }

    private double unfinished(String kind) {
        return meters.get("signet.expired.rows.unfinished")
                .tag("kind", kind)
                .gauge()
                .value();
    }
}
