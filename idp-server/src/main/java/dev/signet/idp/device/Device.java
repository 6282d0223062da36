package dev.signet.idp.device;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that an account has signed in with.
 *
 * @param id to name it in pages; no secret
 * @param userAgent what it said it is
 * @param lastAddress where it signed in from last, as text
 * @param rememberedUntil until when it stands for a second factor, should that still be to come; null if never
 */
public record Device(
        UUID id,
        UserAgent userAgent,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable String lastAddress,
        @Nullable Instant rememberedUntil) {

    /** Such as "Chrome on Android". */
    public String label() {
        return userAgent.label();
    }

    boolean isRemembered(Instant now) {
        return rememberedUntil != null && now.isBefore(rememberedUntil);
    }
}
