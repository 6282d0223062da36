package dev.signet.idp.detection;

import dev.signet.idp.audit.Position;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something looked like an attack.
 *
 * @param account whom it happened to or, for what administrators do, who did it
 * @param number how many, in whatever the rule counts; the most there were
 * @param example an event of the audit trail that belongs to it
 * @param acknowledgement who looked at it; null as long as nobody did
 */
public record Alert(
        UUID id,
        AlertKind kind,
        @Nullable UUID account,
        @Nullable String address,
        @Nullable String clientId,
        long number,
        Instant firstAt,
        Instant lastAt,
        Position example,
        @Nullable Acknowledgement acknowledgement) {

    /** That somebody looked at it, and what they found. */
    public record Acknowledgement(Instant at, UUID by, String note) {}
}
