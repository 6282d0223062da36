package dev.signet.idp.admin;

import dev.signet.idp.adminui.AuditDirectory.Problem;
import dev.signet.idp.adminui.AuditDirectory.Query;
import dev.signet.idp.audit.AuditEvent.Outcome;
import dev.signet.idp.audit.AuditFilter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody typed into the search of the audit trail. */
@Component
class AuditQuery {

    /** How far back a search looks that says nothing of time, so that it reads two partitions at most. */
    static final Duration USUAL = Duration.ofDays(7);

    static final Duration LONGEST = Duration.ofDays(366);

    private final PersonSearch people;
    private final Clock clock;

    AuditQuery(PersonSearch people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /**
     * What was understood.
     *
     * @param query with the time that will be looked at
     * @param earlier the minute from which a longer search would look; null where time was chosen
     * @param problems by field; the filter is not for use then
     */
    record Reading(
            AuditFilter filter, Query query, @Nullable String earlier, Map<String, Problem> problems) {}

    Reading read(Query query) {
        var reader = new Reader(query);
        var filter = reader.filter();
        return new Reading(filter, reader.query, reader.earlier, reader.problems);
    }

    private final class Reader {

        private final Map<String, Problem> problems = new TreeMap<>();
        private Query query;
        private @Nullable String earlier;

        Reader(Query query) {
            this.query = query;
        }

        AuditFilter filter() {
            var filter = AuditFilter.ALL;
            filter = person(filter, "actor", query.actor());
            filter = person(filter, "person", query.person());
            if (!query.client().isEmpty()) {
                filter = filter.ofClient(query.client());
            }
            if (!query.request().isEmpty()) {
                filter = filter.ofRequest(query.request());
            }
            if (!query.action().isEmpty()) {
                filter = filter.withAction(query.action());
            }
            return time(outcome(address(filter)));
        }

        private AuditFilter person(AuditFilter filter, String field, String typed) {
            if (typed.isEmpty()) {
                return filter;
            }
            var id = people.find(typed);
            if (id.isEmpty()) {
                problems.put(field, Problem.NO_SUCH_ACCOUNT);
                return filter;
            }
            return field.equals("actor") ? filter.byActor(id.get()) : filter.ofSubject(id.get());
        }

        /** Whole addresses only: networks of all sizes would tell step by step what the mask hides. */
        private AuditFilter address(AuditFilter filter) {
            if (query.address().isEmpty()) {
                return filter;
            }
            var address = Networks.parse(query.address(), false);
            if (address.isEmpty()) {
                problems.put("address", Problem.NO_ADDRESS);
                return filter;
            }
            return filter.fromAddress(InetAddress.ofLiteral(address.get()));
        }

        private AuditFilter outcome(AuditFilter filter) {
            return switch (query.outcome()) {
                case "" -> filter;
                case "success" -> filter.endedAs(Outcome.SUCCESS);
                case "refused" -> filter.endedAs(Outcome.REFUSED);
                default -> {
                    problems.put("outcome", Problem.NO_OUTCOME);
                    yield filter;
                }
            };
        }

        private AuditFilter time(AuditFilter filter) {
            var chosen = minute("from", query.from());
            var until = minute("until", query.until());
            if (problems.containsValue(Problem.NO_TIME)) {
                return filter;
            }
            var end = until == null ? clock.instant() : until;
            if (chosen == null) {
                if (!query.request().isEmpty()) {
                    return filter.between(null, until); // few rows, and an index of their own
                }
                var from = end.minus(USUAL).truncatedTo(ChronoUnit.MINUTES);
                earlier = text(end.minus(LONGEST).plus(Duration.ofDays(1)));
                query = query.since(text(from));
                return filter.between(from, until);
            }
            if (!chosen.isBefore(end)) {
                problems.put(until == null ? "from" : "until", Problem.BACKWARDS);
            } else if (Duration.between(chosen, end).compareTo(LONGEST) > 0) {
                problems.put("from", Problem.TOO_LONG);
            }
            return filter.between(chosen, until);
        }

        private @Nullable Instant minute(String field, String typed) {
            if (typed.isEmpty()) {
                return null;
            }
            try {
                var minute = LocalDateTime.parse(typed).toInstant(ZoneOffset.UTC);
                if (Keyset.isStorable(minute)) {
                    return minute;
                }
            } catch (DateTimeParseException _) {
                // said below
            }
            problems.put(field, Problem.NO_TIME);
            return null;
        }
    }

    /** As an input of type datetime-local has it. */
    private static String text(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
                .toString();
    }
}
