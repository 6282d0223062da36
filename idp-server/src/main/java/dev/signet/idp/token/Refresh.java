package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.session.BrowserSessions;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rotates refresh tokens (RFC 9700 §4.14.2).
 *
 * <p>The token that was just replaced is answered with the same successor for a short while, so parallel tabs and lost
 * answers just work. Later than that it is taken for stolen, and everything of the grant ends.
 */
@Service
class Refresh {

    private final RefreshTokens tokens;
    private final GrantRepository repository;
    private final Grants grants;
    private final BrowserSessions sessions;
    private final Clock clock;

    Refresh(RefreshTokens tokens, GrantRepository repository, Grants grants, BrowserSessions sessions, Clock clock) {
        this.tokens = tokens;
        this.repository = repository;
        this.grants = grants;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Every way {@link #refresh} can end. */
    sealed interface Outcome {

        record Rotated(Grant grant) implements Outcome {}

        /** Unknown, expired, revoked, of another client or key, or of an account that may not sign in. */
        record Refused() implements Outcome {}

        record ScopeNotGranted() implements Outcome {}

        /** Replaced too long ago: the grant is revoked. */
        record Reused() implements Outcome {}

        /** Its name as a metric has it. */
        default String label() {
            return switch (this) {
                case Rotated _ -> "rotated";
                case Refused _ -> "refused";
                case ScopeNotGranted _ -> "scope_not_granted";
                case Reused _ -> "reused";
            };
        }
    }

    /** @param scopes what is asked for; empty for everything that was granted (RFC 6749 §6) */
    @Transactional
    public Outcome refresh(Client client, String refreshToken, Set<String> scopes, Sender sender) {
        var claim = tokens.decode(refreshToken);
        if (claim.isEmpty()) {
            return new Outcome.Refused();
        }
        var now = clock.instant();
        var id = claim.get().grant();
        var presented = claim.get().generation();
        var rotated = repository.rotate(
                new GrantRepository.Presented(id, presented, client.clientId(), scopes, sender),
                now,
                now.plus(client.refreshTokenIdleLifetime()));
        if (rotated.isPresent()) {
            return whileTheSessionLasts(rotated.get());
        }

        var grant = repository.findUsable(id, client.clientId(), now);
        if (grant.isEmpty() || !grant.get().boundTo().isHeldBy(sender)) {
            return new Outcome.Refused();
        }
        if (!grant.get().scopes().containsAll(scopes)) {
            return new Outcome.ScopeNotGranted();
        }
        if (grant.get().wasJustRotatedFrom(presented, now, client.refreshTokenReuseWindow())) {
            return new Outcome.Rotated(grant.get());
        }
        grants.revoke(id, Grants.REFRESH_TOKEN_REUSED);
        return new Outcome.Reused();
    }

    /** A grant without offline access lives and dies with the browser session, and keeps it awake. */
    private Outcome whileTheSessionLasts(Grant grant) {
        if (grant.isOffline() || sessions.keepAlive(grant.sid())) {
            return new Outcome.Rotated(grant);
        }
        grants.revoke(grant.id(), "session ended");
        return new Outcome.Refused();
    }
}
