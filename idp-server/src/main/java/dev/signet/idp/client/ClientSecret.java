package dev.signet.idp.client;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's secret, which itself is not stored.
 *
 * @param hint its last four characters; null where so many would tell too much of a short one
 * @param expiresAt null if it does not end by itself
 * @param lastUsedAt at most an hour before it was last used; null if it was not used since that is written down
 */
public record ClientSecret(
        UUID id,
        @Nullable String hint,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
