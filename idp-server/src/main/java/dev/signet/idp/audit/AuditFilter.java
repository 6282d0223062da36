package dev.signet.idp.audit;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events to look for. What is null does not matter; what is given has to fit altogether.
 *
 * @param actor the account that did it
 * @param subject the account that it happened to
 * @param action how the action begins, such as {@code session.} or {@code session.started}
 * @param from the earliest, inclusive
 * @param until the end, exclusive
 */
public record AuditFilter(
        @Nullable UUID actor,
        @Nullable UUID subject,
        @Nullable String clientId,
        @Nullable InetAddress address,
        @Nullable String requestId,
        @Nullable String action,
        AuditEvent.@Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Everything. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null, null, null);

    public AuditFilter byActor(UUID it) {
        return new AuditFilter(it, subject, clientId, address, requestId, action, outcome, from, until);
    }

    public AuditFilter ofSubject(UUID it) {
        return new AuditFilter(actor, it, clientId, address, requestId, action, outcome, from, until);
    }

    public AuditFilter ofClient(String it) {
        return new AuditFilter(actor, subject, it, address, requestId, action, outcome, from, until);
    }

    public AuditFilter fromAddress(InetAddress it) {
        return new AuditFilter(actor, subject, clientId, it, requestId, action, outcome, from, until);
    }

    public AuditFilter ofRequest(String it) {
        return new AuditFilter(actor, subject, clientId, address, it, action, outcome, from, until);
    }

    public AuditFilter withAction(String beginning) {
        return new AuditFilter(actor, subject, clientId, address, requestId, beginning, outcome, from, until);
    }

    public AuditFilter endedAs(AuditEvent.Outcome it) {
        return new AuditFilter(actor, subject, clientId, address, requestId, action, it, from, until);
    }

    public AuditFilter between(@Nullable Instant first, @Nullable Instant end) {
        return new AuditFilter(actor, subject, clientId, address, requestId, action, outcome, first, end);
    }

    /** PostgreSQL has no text with U+0000, so nothing that is stored can hold it. */
    boolean isStorable() {
        return Stream.of(clientId, requestId, action).noneMatch(it -> it != null && it.indexOf('\0') >= 0);
    }

    /** Adds what is asked for, as conditions with named parameters. */
    void conditions(List<String> conditions, Map<String, Object> values) {
        add(conditions, values, "actor_id = :actor", "actor", actor);
        add(conditions, values, "subject_id = :subject", "subject", subject);
        add(conditions, values, "client_id = :client", "client", clientId);
        add(
                conditions,
                values,
                "address = CAST(:address AS inet)",
                "address",
                address == null ? null : address.getHostAddress());
        add(conditions, values, "request_id = :request", "request", requestId);
        if (action != null && !action.isEmpty()) {
            add(conditions, values, "action >= :action", "action", action);
            add(conditions, values, "action < :actionEnd", "actionEnd", justAfter(action));
        }
        if (outcome == AuditEvent.Outcome.REFUSED) {
            conditions.add("outcome = 'refused'"); // not a parameter: an index is for these alone
        } else if (outcome != null) {
            add(
                    conditions,
                    values,
                    "outcome = :outcome",
                    "outcome",
                    outcome.name().toLowerCase(Locale.ROOT));
        }
        add(conditions, values, "occurred_at >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC));
        add(conditions, values, "occurred_at < :until", "until", until == null ? null : until.atOffset(ZoneOffset.UTC));
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    /** The first text, byte by byte, that is behind all that begin with {@code beginning}. */
    private static String justAfter(String beginning) {
        return beginning + "\uffff";
    }
}
