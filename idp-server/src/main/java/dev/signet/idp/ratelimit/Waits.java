package dev.signet.idp.ratelimit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The delay tier: lets attempts wait, a bounded number at once. A waiting attempt holds a virtual thread and nothing
 * else; it must not be called inside a transaction. Nobody waits for a server that stops.
 */
@Component
class Waits {

    private final Semaphore places;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Waits(LimitProperties settings, MeterRegistry metrics) {
        this.places = new Semaphore(settings.waiting());
        Gauge.builder("signet.ratelimit.waiting", places, it -> settings.waiting() - it.availablePermits())
                .description("Attempts that a limit makes wait")
                .register(metrics);
    }

    /** Returns after {@code time}; or at once, and false, if there is no place to wait. */
    boolean sitOut(Duration time) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping.countDown();
    }
}
