package dev.signet.idp.adminapi;

import dev.signet.idp.adminui.PeopleDirectory.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls about sessions are asked with and answered with. */
final class SessionBodies {

    private SessionBodies() {}

    /** A page of the list; {@code nextCursor} is absent at the end. */
    @ApiType
    record SessionList(List<Session> sessions, @Nullable String nextCursor) {}

    /** A browser in which somebody is signed in. {@code endable} says whether the caller may end it. */
    @ApiType
    record Session(
            UUID sid,
            UUID person,
            String name,
            String email,
            String browser,
            @Nullable String address,
            Instant startedAt,
            Instant lastSeenAt,
            boolean endable) {

        static Session of(SessionSummary session) {
            return new Session(
                    session.sid(),
                    session.person(),
                    session.name(),
                    session.email(),
                    session.browser(),
                    session.address(),
                    session.startedAt(),
                    session.lastSeenAt(),
                    session.isEndable());
        }
    }

    /** Which sessions are to end. */
    @ApiType
    record Revocation(Set<UUID> sids) {}

    /** How many sessions were ended. */
    @ApiType
    record Ended(int ended) {}
}
