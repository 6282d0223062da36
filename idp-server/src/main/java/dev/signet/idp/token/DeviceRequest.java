package dev.signet.idp.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device that waits for somebody to allow it.
 *
 * @param address where it asked from
 * @param userAgent what it says it is, shortened
 */
public record DeviceRequest(
        String clientId,
        Set<String> scopes,
        Instant askedAt,
        @Nullable String address,
        @Nullable String userAgent) {}
