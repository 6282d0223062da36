package dev.signet.idp.outbox;

import dev.signet.idp.outbox.DeliveryRepository.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Works on the deliveries of one kind on this node: takes as many as it has hands for, and looks again whenever the bell
 * rings, a hand is free, or the poll interval is over. Kinds do not wait for each other.
 */
class Dispatcher {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Courier courier;
    private final DeliveryRepository deliveries;
    private final Attempts attempts;
    private final Bell bell;
    private final OutboxProperties settings;
    private final Clock clock;
    private final Semaphore hands;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private volatile boolean running = true;
    private volatile boolean isInTrouble;

    Dispatcher(
            Courier courier,
            DeliveryRepository deliveries,
            Attempts attempts,
            Bell bell,
            OutboxProperties settings,
            Clock clock) {
        this.courier = courier;
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.bell = bell;
        this.settings = settings;
        this.clock = clock;
        this.hands = new Semaphore(settings.concurrency());
        this.loop = Thread.ofVirtual().name("outbox-" + courier.kind()).unstarted(this::loop);
    }

    void start() {
        loop.start();
    }

    /** Takes nothing more and waits a while for what is under way. What does not end is tried again elsewhere. */
    void stop() {
        running = false;
        bell.ring(courier.kind());
        finish();
    }

    /** Waits a while for what is under way; after that this node does nothing any more. */
    void finish() {
        try {
            loop.join();
            workers.shutdown();
            if (!workers.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (running) {
                if (claim().isEmpty()) {
                    bell.await(courier.kind(), settings.pollInterval());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets about what is due, as far as there are hands, and says what that is. */
    List<Claimed> claim() {
        var free = hands.drainPermits();
        var claimed = free == 0 ? List.<Claimed>of() : claim(free);
        hands.release(free - claimed.size());
        claimed.forEach(it -> workers.execute(() -> work(it)));
        return claimed;
    }

    private List<Claimed> claim(int limit) {
        try {
            var now = clock.instant();
            var claimed = deliveries.claim(courier.kind(), now, now.plus(Courier.LEASE), limit);
            isInTrouble = false;
            return claimed;
        } catch (DataAccessException | TransactionException e) {
            if (!isInTrouble) { // once for each outage
                log.warn("Deliveries of kind {} wait: {}", courier.kind(), e.getMessage());
            }
            isInTrouble = true;
            return List.of();
        }
    }

    private void work(Claimed claimed) {
        try {
            attempts.run(courier, claimed);
        } catch (DataAccessException | TransactionException e) {
            log.warn("How delivery {} ended could not be written down: {}", claimed.id(), e.getMessage());
        } finally {
            hands.release();
            bell.ring(courier.kind());
        }
    }
}
