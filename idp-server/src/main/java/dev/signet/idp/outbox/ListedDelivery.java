package dev.signet.idp.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about a delivery, without what is in it.
 *
 * @param attempts tries so far
 * @param nextAttemptAt when it is tried next; null at its end
 * @param lastError why the last try failed; null if none did, or once it is delivered
 * @param settledAt when it came to its end
 */
public record ListedDelivery(
        UUID id,
        String kind,
        @Nullable UUID account,
        @Nullable String clientId,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant settledAt) {}
