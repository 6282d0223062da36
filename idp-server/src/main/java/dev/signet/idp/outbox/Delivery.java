package dev.signet.idp.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try at a delivery.
 *
 * @param id the same for every try, so that a receiver can tell a repetition
 * @param payload as it was enqueued
 * @param attempt which try this is, from 1
 */
public record Delivery(
        UUID id,
        String payload,
        @Nullable UUID account,
        @Nullable String clientId,
        int attempt,
        Instant createdAt) {

    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
