package dev.signet.idp.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes expired rows, in batches that hold locks only briefly, and not more in one run than leaves the database time
 * for people. What is left over shows in a metric and is next minute's work.
 */
@Component
class Sweep {

    static final int BATCH = 1_000;
    static final int BATCHES_PER_RUN = 50;

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final List<ExpiredRows> kinds;
    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> unfinished;

    Sweep(List<ExpiredRows> kinds, MeterRegistry meters) {
        this.kinds = kinds;
        this.meters = meters;
        this.unfinished = kinds.stream().collect(Collectors.toMap(ExpiredRows::name, this::unfinishedGauge));
    }

    void run() {
        for (var kind : kinds) {
            try {
                Objects.requireNonNull(unfinished.get(kind.name())).set(sweep(kind) ? 0 : 1);
            } catch (RuntimeException e) {
                log.warn("Could not sweep expired rows of {}", kind.name(), e); // the others are still swept
            }
        }
    }

    /** Whether nothing is left. */
    private boolean sweep(ExpiredRows kind) {
        for (var batch = 0; batch < BATCHES_PER_RUN; batch++) {
            var deleted = kind.deletion().delete(BATCH);
            meters.counter("signet.expired.rows.deleted", "kind", kind.name()).increment(deleted);
            if (deleted < BATCH) {
                return true;
            }
        }
        return false;
    }

    /** 1 while the last run left expired rows behind. */
    private AtomicInteger unfinishedGauge(ExpiredRows kind) {
        var value = new AtomicInteger();
        Gauge.builder("signet.expired.rows.unfinished", value, AtomicInteger::get)
                .tag("kind", kind.name())
                .register(meters);
        return value;
    }
}
