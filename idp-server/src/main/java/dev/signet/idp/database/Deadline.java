package dev.signet.idp.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a start waits for something that usually comes at once. */
record Deadline(long nanos) {

    private static final Duration PAUSE = Duration.ofMillis(100);

    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    void pauseOrFail(String failure) throws IOException {
        if (System.nanoTime() - nanos > 0) {
            throw new IOException(failure);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
