package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail has. Implemented by the server, which refuses whoever lacks the permission. Addresses and names are
 * masked, unless one event is asked for in full.
 */
public interface AuditDirectory {

    /**
     * A page of events, the newest first.
     *
     * @param after {@link Page#next} of the page before; null for the first page
     */
    Page search(Query query, @Nullable String after);

    /**
     * One event.
     *
     * @param isRevealed whether with personal data in full, which needs a permission of its own and is written down
     */
    Optional<Event> find(String key, boolean isRevealed);

    /**
     * What to look for, as somebody typed it. An empty text asks for nothing.
     *
     * @param actor who did it: an account's id or its whole e-mail address
     * @param person whom it happened to, likewise
     * @param request the id that error pages show
     * @param action how the action begins
     * @param outcome {@code success} or {@code refused}
     * @param from the earliest minute, in UTC; the last seven days where empty, unless a request is asked for
     * @param until the minute that is not looked at any more, in UTC
     */
    record Query(
            String actor,
            String person,
            String client,
            String address,
            String request,
            String action,
            String outcome,
            String from,
            String until) {

        public boolean isEmpty() {
            return equals(new Query("", "", "", "", "", "", "", "", ""));
        }

        /** Whether anything is asked for that a page need not show first. */
        public boolean isDetailed() {
            return !(actor + client + address + outcome + from + until).isEmpty();
        }

        /** The same from another minute on. */
        public Query since(String minute) {
            return new Query(actor, person, client, address, request, action, outcome, minute, until);
        }
    }

    /** Why nothing was looked for. */
    enum Problem {
        NO_SUCH_ACCOUNT,
        NO_ADDRESS,
        NO_TIME,
        BACKWARDS,
        TOO_LONG,
        /** The search took too long. */
        TOO_MUCH,
        NO_OUTCOME
    }

    /**
     * Some events.
     *
     * @param next where the following page starts; null at the end
     * @param query with the time that was looked at, so that the next page looks at the same
     * @param earlier the minute from which a longer search would look; null where time was chosen
     * @param problems by field; nothing was found then
     */
    record Page(
            List<Entry> events,
            @Nullable String next,
            Query query,
            @Nullable String earlier,
            Map<String, Problem> problems) {}

    /**
     * One line.
     *
     * @param key leads to the page of the event
     * @param action such as {@code session.started}
     * @param actor null if nobody did it, or nobody who is known
     * @param subject null if it happened to nobody
     */
    record Entry(
            String key,
            Instant at,
            String action,
            boolean isRefused,
            @Nullable Who actor,
            @Nullable Who subject,
            @Nullable String client,
            @Nullable String address) {

        /** Whether somebody did it to somebody else. */
        public boolean isToSomebodyElse() {
            return subject != null && !subject.equals(actor);
        }
    }

    /**
     * A person.
     *
     * @param name null if there is no such account any more
     */
    record Who(UUID id, @Nullable String name) {}

    /**
     * All there is about one event.
     *
     * @param explanation why a request was refused, for whoever looks after the client; null if nothing was noted
     * @param before what was there before a change; null if nothing was noted
     * @param after what was there after it
     * @param details the rest, by name
     */
    record Event(
            Entry entry,
            @Nullable String request,
            @Nullable String explanation,
            @Nullable String before,
            @Nullable String after,
            Map<String, String> details,
            boolean isRevealed) {}
}
