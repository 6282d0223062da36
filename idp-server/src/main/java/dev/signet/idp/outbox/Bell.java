package dev.signet.idp.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes the dispatcher of a kind on this node. Rung while nobody listens, it is heard when somebody does. */
@Component
class Bell {

    private final Map<String, Semaphore> rings = new ConcurrentHashMap<>();

    void ring(String kind) {
        of(kind).release();
    }

    /** Waits for a ring, at most {@code patience}. However often it was rung, it is heard once. */
    void await(String kind, Duration patience) throws InterruptedException {
        if (of(kind).tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            of(kind).drainPermits();
        }
    }

    private Semaphore of(String kind) {
        return rings.computeIfAbsent(kind, _ -> new Semaphore(0));
    }
}
