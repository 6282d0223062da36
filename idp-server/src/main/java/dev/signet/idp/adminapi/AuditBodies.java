package dev.signet.idp.adminapi;

import dev.signet.idp.adminui.AuditDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls about the audit trail are answered with. */
final class AuditBodies {

    private AuditBodies() {}

    /** A page of events, the newest first; {@code nextCursor} is absent at the end. */
    @ApiType
    record EventList(List<AuditEntry> events, @Nullable String nextCursor) {}

    /** One line; {@code id} leads to all there is about it. */
    @ApiType
    record AuditEntry(
            String id,
            Instant at,
            String action,
            boolean refused,
            @Nullable Who actor,
            @Nullable Who subject,
            @Nullable String clientId,
            @Nullable String address) {

        static AuditEntry of(AuditDirectory.Entry entry) {
            return new AuditEntry(
                    entry.key(),
                    entry.at(),
                    entry.action(),
                    entry.isRefused(),
                    Who.of(entry.actor()),
                    Who.of(entry.subject()),
                    entry.client(),
                    entry.address());
        }
    }

    /** A person; without a name if there is no such account (any more), or if it is a client that administers. */
    @ApiType
    record Who(UUID id, @Nullable String name) {

        static @Nullable Who of(AuditDirectory.@Nullable Who who) {
            return who == null ? null : new Who(who.id(), who.name());
        }
    }

    /** All there is about one event. */
    @ApiType
    record AuditEvent(
            AuditEntry entry,
            @Nullable String requestId,
            @Nullable String explanation,
            @Nullable String before,
            @Nullable String after,
            Map<String, String> details,
            boolean revealed) {

        static AuditEvent of(AuditDirectory.Event event) {
            return new AuditEvent(
                    AuditEntry.of(event.entry()),
                    event.request(),
                    event.explanation(),
                    event.before(),
                    event.after(),
                    event.details(),
                    event.isRevealed());
        }
    }
}
