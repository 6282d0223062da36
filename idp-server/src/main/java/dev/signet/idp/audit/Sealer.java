package dev.signet.idp.audit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Seals events soon after they were committed, while the server runs: when the bell rings, twice a second at most, and now
 * and then for what a command or a node that died has left.
 */
@Component
@ConditionalOnWebApplication
class Sealer implements SmartLifecycle {

    static final Duration PAUSE = Duration.ofMillis(500);
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private final Sealing sealing;
    private final SealBell bell;
    private volatile @Nullable Loop loop;

    Sealer(Sealing sealing, SealBell bell) {
        this.sealing = sealing;
        this.bell = bell;
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

    private final class Loop {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name("audit-sealer").unstarted(this::run);
        private boolean isInTrouble;

        private void run() {
            try {
                do {
                    if (!seal()) {
                        bell.await(PATIENCE);
                    }
                } while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether something is left. */
        private boolean seal() {
            try {
                var more = sealing.seal();
                isInTrouble = false;
                return more;
            } catch (RuntimeException e) { // whatever it is, the next events have to be sealed
                if (!isInTrouble) { // once for each outage
                    log.warn("Audit events wait to be sealed: {}", e.getMessage());
                }
                isInTrouble = true;
                return false;
            }
        }

        void end() {
            ended.countDown();
            bell.ring();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
