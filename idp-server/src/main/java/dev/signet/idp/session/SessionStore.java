package dev.signet.idp.session;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.BrowserSessionRepository.Clocks;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions for the servlet container, kept in the database and nowhere else: one that was revoked is gone at the next
 * request on every node.
 */
@Component
class SessionStore implements SessionRepository<StoredSession> {

    /** The time of the last use is written at most this often; reading pages must not cost a write each. */
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    private final BrowserSessionRepository sessions;
    private final SessionOriginRepository origins;
    private final SessionProperties properties;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionStore(
            BrowserSessionRepository sessions,
            SessionOriginRepository origins,
            SessionProperties properties,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.origins = origins;
        this.properties = properties;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public StoredSession createSession() {
        return StoredSession.fresh(clock.instant(), properties.idleTimeout());
    }

    @Override
    public @Nullable StoredSession findById(String id) {
        return sessions.find(TokenHash.of(id), clock.instant())
                .map(row -> StoredSession.loaded(
                        id, row.signedIn(), row.createdAt(), row.lastSeen(), properties.idleTimeout()))
                .orElse(null);
    }

    /** Most requests change nothing; those must not cost an empty transaction. */
    @Override
    public void save(StoredSession session) {
        var signedIn = session.signedIn();
        if (signedIn != null && isToBeWritten(session)) { // where nobody signed in there is nothing to keep
            transaction.executeWithoutResult(_ -> write(session, signedIn));
        }
    }

    private static boolean isToBeWritten(StoredSession session) {
        return session.storedAs() == null
                || session.isChanged()
                || session.sinceStoredUse().compareTo(TOUCH_INTERVAL) > 0;
    }

    private void write(StoredSession session, SignedIn signedIn) {
        var now = clock.instant();
        var storedAs = session.storedAs();
        if ((storedAs == null || session.isChanged()) && isOverElsewhere(signedIn, now)) {
            if (storedAs != null) {
                sessions.delete(storedAs).ifPresent(it -> ended(it, "signed out at the provider"));
            }
            return; // the provider said so a moment ago: the new cookie finds nothing
        }
        if (storedAs == null) {
            sessions.insert(
                    TokenHash.of(session.getId()),
                    signedIn,
                    now,
                    clocks(now),
                    RequestOrigin.current().orElse(null));
            events.publishEvent(
                    new SessionStarted(signedIn.account(), signedIn.sid(), signedIn.authenticationMethodReferences()));
            endSurplus(signedIn.account(), signedIn.sid());
        } else if (session.isChanged()) {
            if (sessions.renew(storedAs, TokenHash.of(session.getId()), signedIn, now, clocks(now)) == 0) {
                return; // revoked a moment ago: the new cookie finds nothing either
            }
            events.publishEvent(
                    new Reauthenticated(signedIn.account(), signedIn.sid(), signedIn.authenticationMethodReferences()));
        } else {
            sessions.touch(storedAs, now, now.plus(properties.idleTimeout()));
        }
        session.markStored();
    }

    /** Of sign-ins at the same time each waits here for the one before, and then counts its session too. */
    private void endSurplus(AccountId account, UUID newest) {
        if (properties.mostPerAccount() > 0) {
            sessions.awaitTurn(account);
            sessions.deleteSurplus(account, newest, properties.mostPerAccount() - 1)
                    .forEach(it -> ended(it, "more sessions than one account may have"));
        }
    }

    /** Whether the sign-in at another provider has ended that it began with. If not, it cannot before this transaction does. */
    private boolean isOverElsewhere(SignedIn signedIn, Instant now) {
        var origin = signedIn.origin();
        return origin != null && !origins.hold(origin, clocks(now).expiresAt());
    }

    private void ended(BrowserSessionRepository.Ended session, String reason) {
        events.publishEvent(new SessionEnded(session.account(), session.sid(), reason));
    }

    @Override
    @Transactional
    public void deleteById(String id) {
        sessions.delete(TokenHash.of(id)).ifPresent(it -> ended(it, "signed out"));
    }

    private Clocks clocks(Instant now) {
        return new Clocks(now.plus(properties.idleTimeout()), now.plus(properties.lifetime()));
    }
}
