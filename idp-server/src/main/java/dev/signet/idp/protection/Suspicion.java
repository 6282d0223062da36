package dev.signet.idp.protection;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From when on nothing is trusted, should what happens now turn out not to have been the owner. */
@Component
public class Suspicion {

    /** What belongs to one act carries the times of its parts. */
    private static final Duration ONE_ACT = Duration.ofSeconds(5);

    /**
     * How far before the act a session may have begun to be distrusted from its beginning. A link in a mail of today must
     * not take away factors that were added long before.
     */
    private static final Duration ONE_VISIT = Duration.ofDays(1);

    private final BrowserSessions sessions;
    private final Clock clock;

    Suspicion(BrowserSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * The beginning of the session in which {@code account} does this, or a day ago: whoever it is may have done more in
     * the same visit. Without a session, just now.
     */
    public Instant begins(AccountId account) {
        var now = clock.instant();
        var earliest = now.minus(ONE_VISIT);
        return sessionOf(account)
                .map(OpenSession::startedAt)
                .map(it -> it.isBefore(earliest) ? earliest : it)
                .orElse(now)
                .minus(ONE_ACT);
    }

    private Optional<OpenSession> sessionOf(AccountId account) {
        return BrowserSessions.current()
                .filter(it -> it.account().equals(account))
                .flatMap(current -> sessions.list(account).stream()
                        .filter(it -> it.sid().equals(current.sid()))
                        .findFirst());
    }
}
