package dev.signet.idp.client;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's secret, which itself is not stored.
 *
 * @param hint its last four characters; null where so many would tell too much of a short one
 * @param expiresAt null if it does not end by itself
 */
public record ClientSecret(
        UUID id,
        @Nullable String hint,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
