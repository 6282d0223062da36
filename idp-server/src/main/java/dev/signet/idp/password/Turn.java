package dev.signet.idp.password;

import java.time.Duration;

/**
 * What came of asking for a computation that only so many may run at once.
 *
 * @param <T> what it computes
 */
public sealed interface Turn<T> {

    record Taken<T>(T result) implements Turn<T> {}

    /** Too many wait already. Nothing was computed. */
    record Busy<T>(Duration retryAfter) implements Turn<T> {}
}
