package dev.signet.idp.outbox;

import java.time.Duration;

/**
 * Brings deliveries of one kind to where they belong. A bean of this type is given each delivery of its kind that is
 * due, on any node, several at once.
 */
public interface Courier {

    /** The kind in lower case, at most 32 letters and dashes: {@code mail}. */
    String kind();

    /** How often and how long to try. */
    Retries retries();

    /**
     * Tries once. Must end within {@link #LEASE}, or another node tries too: set a timeout on whatever it waits for.
     * An exception counts as {@link Outcome.Retry}.
     */
    Outcome deliver(Delivery delivery);

    /** Whether it can be looked up later that something arrived. Work that only we see the end of leaves no row. */
    default boolean leavesTrace() {
        return true;
    }

    /** How long a try belongs to its node. After that the node counts as dead. */
    Duration LEASE = Duration.ofMinutes(2);

    /** Every way a try can end. Reasons are kept and shown to administrators: short, without secrets and addresses. */
    sealed interface Outcome {

        record Delivered() implements Outcome {}

        /** Perhaps later. */
        record Retry(String reason) implements Outcome {}

        /** Never. */
        record GiveUp(String reason) implements Outcome {}
    }
}
