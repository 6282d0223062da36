package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.SessionSummary;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browsers in which people are signed in. Implemented by the server, which refuses whoever lacks the permission.
 * Addresses and names are masked.
 */
public interface SessionDirectory {

    /** Most sessions that are ended with one form. */
    int MOST_AT_ONCE = 100;

    /**
     * A page of live sessions, the youngest first.
     *
     * @param after {@link Page#next} of the page before; null for the first page
     */
    Page list(Filter filter, @Nullable String after);

    /** Those of {@code sids} that are live and that the viewer may end. */
    List<SessionSummary> endable(Set<UUID> sids);

    /** Ends them, and says how many there were. What may not be ended is left alone. */
    int end(Set<UUID> sids);

    /**
     * What to list. An empty text asks for nothing.
     *
     * @param person an account's id or its whole e-mail address
     * @param address an IP address, or a network such as {@code 192.0.2.0/24}
     * @param clientId a client that has tokens from the session
     */
    record Filter(String person, String address, String clientId) {

        public boolean isEmpty() {
            return person.isEmpty() && address.isEmpty() && clientId.isEmpty();
        }
    }

    /** Some sessions; {@code next} is where the following page starts, null at the end. */
    record Page(List<SessionSummary> sessions, @Nullable String next) {}
}
