package dev.signet.idp.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the audit trail has on one person, for that person. */
@Service
public class Activity {

    private final AuditEventRepository events;

    Activity(AuditEventRepository events) {
        this.events = events;
    }

    /**
     * One line.
     *
     * @param id tells apart what happened at the same moment
     * @param action such as {@code session.started}
     * @param address where it came from, as text
     */
    public record Entry(
            UUID id,
            Instant at,
            String action,
            boolean refused,
            @Nullable String clientId,
            @Nullable String address) {}

    /**
     * The newest first, from just before {@code before}.
     *
     * @param before the last entry of the page before; null for the first page
     * @param limit how many at most
     */
    public List<Entry> of(UUID subject, @Nullable Position before, int limit) {
        return events.list(subject, before, limit);
    }

    /** How often {@code action} happened to {@code subject} at or after {@code since}; counts no further than {@code most}. */
    public int count(UUID subject, String action, Instant since, int most) {
        return events.count(subject, action, since, most);
    }

    /** Where a page of entries ended. */
    public record Position(Instant at, UUID id) {}
}
