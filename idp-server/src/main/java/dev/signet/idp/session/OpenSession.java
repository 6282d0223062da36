package dev.signet.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner gets to see it.
 *
 * @param startedAt when it began
 * @param lastSeen when it was last used, to the minute
 * @param address where it was started from, as text
 * @param userAgent what the browser said it is
 */
public record OpenSession(
        UUID sid,
        List<Method> methods,
        Instant startedAt,
        Instant lastSeen,
        @Nullable String address,
        @Nullable String userAgent) {}
