package dev.signet.idp.web;

import java.time.Duration;

/** There is more to do at the moment than we can take on; the answer is 503 with {@code Retry-After}. */
public class BusyException extends RuntimeException {

    private final Duration retryAfter;

    public BusyException(Duration retryAfter) {
        super("busy, try again in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    /** When it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
