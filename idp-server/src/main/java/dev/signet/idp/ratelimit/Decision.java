package dev.signet.idp.ratelimit;

import dev.signet.idp.web.LimitReachedException;
import java.time.Duration;
import java.util.Comparator;

/** What the limits say to an attempt. */
public sealed interface Decision {

    /** A block is severer than a wait, and more time than less. */
    Comparator<Decision> SEVERITY =
            Comparator.<Decision, Boolean>comparing(Blocked.class::isInstance).thenComparing(Decision::time);

    /** How long the attempt has waited, or has to. */
    Duration time();

    /** Go on. */
    record Allowed() implements Decision {

        @Override
        public Duration time() {
            return Duration.ZERO;
        }
    }

    /** Go on, after having been made to wait. */
    record Delayed(Limit limit, Duration time) implements Decision {}

    /**
     * Stop.
     *
     * @param time after which to try again
     */
    record Blocked(Limit limit, Duration time) implements Decision {

        /** What a controller throws to have this answered: 429 with {@code Retry-After}. */
        public LimitReachedException toException() {
            return new LimitReachedException(limit.settingName(), time);
        }
    }

    /** For a caller that has nothing to undo. */
    default void orThrow() {
        if (this instanceof Blocked blocked) {
            throw blocked.toException();
        }
    }
}
