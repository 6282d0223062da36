package dev.signet.idp.statistics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Adds once a minute what this node counted in memory. Tokens are issued without a row in the audit trail, some without a
 * single statement, so they are counted by a metric, and the table gets its growth.
 */
@Component
@ConditionalOnWebApplication
class NodeCounting implements SmartLifecycle {

    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(NodeCounting.class);

    private final HourlyCountRepository counts;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Meter.Id, Long> added = new HashMap<>();
    private volatile @Nullable Loop loop;

    NodeCounting(HourlyCountRepository counts, MeterRegistry meters, Clock clock) {
        this.counts = counts;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        var fresh = new Loop();
        loop = fresh;
        fresh.thread.start();
    }

    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running != null) {
            running.end();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** What cannot be written now is written with what comes. */
    synchronized void add() {
        var tally = new Tally();
        var seen = new HashMap<Meter.Id, Long>();
        for (var counter : meters.find("signet.tokens").counters()) {
            var total = (long) counter.count();
            var growth = total - added.getOrDefault(counter.getId(), 0L);
            if (growth > 0) {
                tally.add(clock.instant(), name(counter), growth);
                seen.put(counter.getId(), total);
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        try {
            counts.add(tally.counts());
            added.putAll(seen);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Counts wait to be written: {}", e.getMessage());
        }
    }

    private static String name(Counter counter) {
        var grant = Objects.requireNonNullElse(counter.getId().getTag("grant"), "other");
        return "issued".equals(counter.getId().getTag("outcome"))
                ? Measure.TOKENS_ISSUED.of(grant)
                : Measure.TOKENS_REFUSED.of(grant);
    }

    private final class Loop {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name("node-counting").unstarted(this::run);

        private void run() {
            try {
                while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    add();
                }
                add();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end() {
            ended.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
