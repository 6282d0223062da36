package dev.signet.idp.audit;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as the trail has it.
 *
 * @param at to the microsecond, as the database keeps it
 * @param outcome {@code success} or {@code refused}
 * @param address in one spelling for each address
 * @param details by name
 */
public record AuditRecord(
        UUID id,
        Instant at,
        String action,
        String outcome,
        @Nullable UUID actor,
        @Nullable UUID subject,
        @Nullable String clientId,
        @Nullable String address,
        @Nullable String requestId,
        SortedMap<String, String> details) {

    public AuditRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
        address = address == null ? null : spelled(address);
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    static AuditRecord of(AuditEvent event, @Nullable RequestOrigin origin, Instant now) {
        return new AuditRecord(
                UUID.randomUUID(),
                now,
                event.action(),
                event.outcome().name().toLowerCase(Locale.ROOT),
                Acting.actorOf(event),
                event.subject(),
                event.clientId(),
                origin == null ? null : origin.address(),
                origin == null ? null : origin.requestId(),
                Acting.detailsOf(event));
    }

    /** What the authentication code and the seals are made over. */
    byte[] canonical() {
        var form = new CanonicalForm("signet-audit-event-1")
                .add(id.toString())
                .add(at)
                .add(action)
                .add(outcome)
                .add(actor == null ? null : actor.toString())
                .add(subject == null ? null : subject.toString())
                .add(clientId)
                .add(address)
                .add(requestId)
                .add(details.size());
        for (Map.Entry<String, String> detail : details.entrySet()) {
            form.add(detail.getKey()).add(detail.getValue());
        }
        return form.bytes();
    }

    /** What is no address stays as it is, and will not have the right authentication code. */
    private static String spelled(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
