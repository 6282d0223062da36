package dev.signet.idp.outbox;

import java.util.Locale;

/** Where a delivery stands. All but the first are the end. */
public enum DeliveryState {
    PENDING,
    DELIVERED,

    /** Given up: refused for good, or tried too often or for too long. */
    FAILED,
    CANCELLED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
