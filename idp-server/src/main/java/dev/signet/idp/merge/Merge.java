package dev.signet.idp.merge;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two accounts that became one.
 *
 * @param kept the account that goes on, with its {@code sub}; null if it was deleted since
 * @param closed the account that nobody signs in to any more
 * @param undoUntil from when on the closed account is deleted
 */
public record Merge(
        UUID id, @Nullable AccountId kept, AccountId closed, Moved moved, Instant mergedAt, Instant undoUntil) {}
