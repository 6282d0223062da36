package dev.signet.idp.federation;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An identity elsewhere that signs in to {@code account}. */
public record LinkedIdentity(
        UUID id,
        AccountId account,
        String issuer,
        String provider,
        String label,
        Instant linkedAt,
        @Nullable Instant lastUsedAt) {}
