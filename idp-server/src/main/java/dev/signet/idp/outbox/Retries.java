package dev.signet.idp.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long to try. Whichever limit is reached first ends a delivery.
 *
 * @param attempts most tries
 * @param age longest time from the first moment to the last try
 * @param first wait after the first failure; doubles with each further one
 * @param longest longest wait between two tries
 */
public record Retries(int attempts, Duration age, Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    public Retries {
        if (attempts < 1 || !age.isPositive() || !first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("retries need at least one attempt and positive times");
        }
    }

    /** The wait after try number {@code attempt}: between half and all of it, so that what failed together parts. */
    Duration waitAfter(int attempt, RandomGenerator random) {
        var doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        var full = doubled.compareTo(longest) < 0 ? doubled : longest;
        return full.minusMillis(random.nextLong(full.toMillis() / 2 + 1));
    }
}
