package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What looked like an attack. Implemented by the server, which refuses whoever lacks the permission. */
public interface AlertDirectory {

    int LONGEST_NOTE = 500;

    /**
     * A page of alerts, the latest first.
     *
     * @param isAll whether with those that somebody has looked at
     * @param after {@link Page#next} of the page before; null for the first page
     */
    Page list(boolean isAll, @Nullable String after);

    Optional<Alert> find(UUID id);

    /** Writes down that the viewer looked at it, and what they found; false if somebody was first. */
    boolean acknowledge(UUID id, String note);

    record Page(List<Alert> alerts, @Nullable String next) {}

    /**
     * An alert.
     *
     * @param kind the name of its messages
     * @param who whom it happened to or, for what administrators do, who did it
     * @param address where it came from, masked
     * @param number how many, in whatever the rule counts
     * @param example leads to an event of the audit trail that belongs to it
     * @param acknowledgement null as long as nobody looked at it
     */
    record Alert(
            UUID id,
            String kind,
            boolean isUrgent,
            @Nullable Who who,
            @Nullable String address,
            @Nullable String client,
            long number,
            Instant firstAt,
            Instant lastAt,
            String example,
            @Nullable Acknowledgement acknowledgement) {}

    /** That somebody looked at it, and what they found. */
    record Acknowledgement(Instant at, Who by, String note) {}
}
