package dev.signet.idp.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the database once a minute which secrets were used, while the server runs, and a last time when it stops. */
@Component
@ConditionalOnWebApplication
class SecretUseWriter implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(SecretUseWriter.class);

    private final SecretUse use;
    private volatile @Nullable Loop loop;

    SecretUseWriter(SecretUse use) {
        this.use = use;
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
        private final Thread thread =
                Thread.ofVirtual().name("client-secret-use").unstarted(this::run);

        private void run() {
            try {
                while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    write();
                }
                write();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void write() {
            try {
                use.write();
            } catch (RuntimeException e) { // the notes stay, for the next time
                log.warn("Could not note which client secrets were used: {}", e.getMessage());
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
