package dev.signet.idp.web;

import java.time.Duration;

/** Somebody tried more often than a limit allows; the answer is 429 with {@code Retry-After} (RFC 6585 §4). */
public class LimitReachedException extends RuntimeException {

    private final String limit;
    private final Duration retryAfter;

    /**
     * @param limit its name in settings, metrics and logs; the answer to a program has it too
     * @param retryAfter when the next attempt may be made; answered in whole seconds, rounded up
     */
    public LimitReachedException(String limit, Duration retryAfter) {
        super("limit " + limit + " reached, try again in " + retryAfter.toSeconds() + " s");
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    public String limit() {
        return limit;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
