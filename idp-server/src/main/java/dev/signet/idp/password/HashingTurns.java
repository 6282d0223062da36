package dev.signet.idp.password;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets only so many hashes run at once. Each takes a processor and megabytes; without a limit, a burst of sign-ins
 * would take them from everything else, and an attacker could arrange for the burst.
 */
@Component
class HashingTurns {

    private final Semaphore turns;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int queue;
    private final Duration patience;
    private final Timer hashing;
    private final Counter busy;

    HashingTurns(PasswordHashingProperties settings, MeterRegistry metrics) {
        this.turns = new Semaphore(settings.turns(), true);
        this.queue = settings.queue();
        this.patience = settings.patience();
        this.hashing = Timer.builder("signet.password.hashing")
                .description("Password hashes computed")
                .register(metrics);
        this.busy = Counter.builder("signet.password.hashing.busy")
                .description("Requests turned away because too many password hashes were waiting")
                .register(metrics);
        Gauge.builder("signet.password.hashing.waiting", waiting, AtomicInteger::get)
                .description("Requests that wait for their turn to compute a password hash")
                .register(metrics);
    }

    <T> Turn<T> take(Supplier<T> computation) {
        if (!turns.tryAcquire() && !waitForTurn()) {
            busy.increment();
            return new Turn.Busy<>(patience);
        }
        try {
            return new Turn.Taken<>(hashing.record(computation));
        } finally {
            turns.release();
        }
    }

    private boolean waitForTurn() {
        try {
            return waiting.incrementAndGet() <= queue && turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
