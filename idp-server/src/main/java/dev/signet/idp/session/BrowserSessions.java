package dev.signet.idp.session;

import dev.signet.idp.session.BrowserSessionRepository.Ended;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins and ends the sessions of browsers. */
@Service
public class BrowserSessions {

    private static final int MOST_LISTED = 100;

    private final BrowserSessionRepository sessions;
    private final SessionProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    BrowserSessions(
            BrowserSessionRepository sessions,
            SessionProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** Who is signed in in the browser that sent the current request. */
    public static Optional<SignedIn> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    /**
     * Signs {@code account} in. The same person's session goes on, with these factors over those that it had, under
     * another cookie value; a session of somebody else in this browser ends first. Either way the old cookie value is
     * worth nothing afterwards.
     *
     * @param factors what was proved
     * @param origin the sign-in at another provider by which it was proved; null if it was proved here
     */
    public SignedIn signIn(
            AccountId account,
            List<Factor> factors,
            @Nullable UUID origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        var before = current().filter(it -> it.account().equals(account));
        var signedIn = before.map(
                        it -> new SignedIn(account, it.sid(), Factor.merge(it.factors(), factors), origin(it, origin)))
                .orElseGet(() -> new SignedIn(account, UUID.randomUUID(), factors, origin));
        if (before.isPresent()) {
            request.changeSessionId();
        } else {
            signOut(request);
        }
        var context = new SecurityContextImpl(signedIn);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return signedIn;
    }

    /** A session that began here stands by itself; one that began elsewhere goes on with the newest sign-in there. */
    private static @Nullable UUID origin(SignedIn before, @Nullable UUID now) {
        return before.origin() == null || now == null ? before.origin() : now;
    }

    /** Ends the session of the browser that sent {@code request}, if there is one. */
    public void signOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    /** What is open in the name of {@code account}, the last used first; at most a hundred. */
    public List<OpenSession> list(AccountId account) {
        return sessions.list(account, clock.instant(), MOST_LISTED);
    }

    /**
     * Ends one session of {@code account}, in the caller's transaction if there is one.
     *
     * @param reason in words, for the audit trail
     * @return false if {@code account} has no such session
     */
    @Transactional
    public boolean end(AccountId account, UUID sid, String reason) {
        var ended = sessions.delete(account, sid);
        ended.ifPresent(it -> publish(it, reason));
        return ended.isPresent();
    }

    /** Ends every session of {@code account} but one. Returns how many there were. */
    @Transactional
    public int endOthers(AccountId account, UUID sid, String reason) {
        return published(sessions.deleteOthers(account, sid), reason);
    }

    /** Ends every session of {@code account}, in the caller's transaction. Returns how many there were. */
    @Transactional
    public int endAll(AccountId account, String reason) {
        return published(sessions.deleteAll(account), reason);
    }

    /**
     * Notes that the session is in use, by a relying party that refreshes its tokens.
     *
     * @return false if the session has ended
     */
    public boolean keepAlive(UUID sid) {
        var now = clock.instant();
        return sessions.touch(sid, now, now.plus(properties.idleTimeout())) == 1;
    }

    /** Ends up to {@code limit} sessions whose time is over, and returns how many. */
    @Transactional
    public int endExpired(int limit) {
        return published(sessions.deleteExpired(clock.instant(), limit), "expired");
    }

    private int published(List<Ended> ended, String reason) {
        ended.forEach(it -> publish(it, reason));
        return ended.size();
    }

    private void publish(Ended ended, String reason) {
        events.publishEvent(new SessionEnded(ended.account(), ended.sid(), reason));
    }
}
