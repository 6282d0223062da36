package dev.signet.idp.session;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers which sessions began with a sign-in at another provider, and ends them when that provider says so.
 *
 * <p>The row is made before the session is. So a sign-in that ended there while somebody here was still on the way, at the
 * page for a second factor say, begins no session: whoever writes the session holds the row, and whoever ends it does too.
 */
@Service
public class SessionOrigins {

    /** Time enough to prove the account, or a second factor. A session that begins makes it longer. */
    private static final Duration UNUSED = Duration.ofHours(2);

    private final SessionOriginRepository origins;
    private final BrowserSessionRepository sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionOrigins(
            SessionOriginRepository origins,
            BrowserSessionRepository sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.origins = origins;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** @return what a session that begins with this sign-in is given along */
    public UUID begin(Origin origin) {
        Objects.requireNonNull(origin.subject(), "a provider says who signed in");
        var id = UUID.randomUUID();
        origins.insert(id, origin, clock.instant().plus(UNUSED));
        return id;
    }

    /**
     * Ends every session that began with {@code over}, in the caller's transaction.
     *
     * @param over a session there, or all of a subject
     * @return how many sessions there were
     */
    @Transactional
    public int end(Origin over, String reason) {
        List<UUID> ended = origins.end(over, clock.instant());
        var gone = sessions.deleteOf(ended);
        gone.forEach(it -> events.publishEvent(new SessionEnded(it.account(), it.sid(), reason)));
        return gone.size();
    }

    @Bean
    static ExpiredRows expiredSessionOrigins(SessionOriginRepository origins, Clock clock) {
        return new ExpiredRows("session_origin", limit -> origins.deleteExpired(clock.instant(), limit));
    }
}
