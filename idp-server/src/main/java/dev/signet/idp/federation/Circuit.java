package dev.signet.idp.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps people from waiting for a provider that did not answer those before them. */
final class Circuit {

    static final int FAILURES = 2;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private int failures;
    private Instant openUntil = Instant.MIN;

    Circuit(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is no use to ask now. */
    synchronized boolean isOpen() {
        return clock.instant().isBefore(openUntil);
    }

    synchronized void answered() {
        failures = 0;
        openUntil = Instant.MIN;
    }

    /** After a pause one more try is made; if that fails too the next pause begins. */
    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            openUntil = clock.instant().plus(PAUSE);
        }
    }
}
