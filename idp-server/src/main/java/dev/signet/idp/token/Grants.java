package dev.signet.idp.token;

import dev.signet.idp.client.ClientEnding;
import dev.signet.idp.client.ScopeDeleted;
import dev.signet.idp.session.SessionEnded;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends grants. Every token of a grant is worth nothing from then on, as far as we are asked. */
@Service
public class Grants {

    private static final int MOST_LISTED = 200;

    static final String CODE_REUSED = "authorization code used twice";
    static final String REVOKED_BY_CLIENT = "revoked by the client";
    static final String REFRESH_TOKEN_REUSED = "refresh token used again after its replacement";

    private final GrantRepository grants;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Grants(GrantRepository grants, ApplicationEventPublisher events, Clock clock) {
        this.grants = grants;
        this.events = events;
        this.clock = clock;
    }

    /** Does nothing to a grant that was revoked before. */
    @Transactional
    void revoke(UUID id, String reason) {
        if (grants.revoke(id, reason, clock.instant()) == 1) {
            grants.find(id)
                    .ifPresent(
                            it -> events.publishEvent(new GrantRevoked(it.account(), it.clientId(), it.id(), reason)));
        }
    }

    /** Revokes a grant that nobody got tokens of, and forgets it, so that nobody is told when its session ends. */
    @Transactional
    void discard(UUID id, String reason) {
        revoke(id, reason);
        grants.delete(id);
    }

    /**
     * Revokes all that {@code account} gave anybody, with offline access too, in the caller's transaction.
     *
     * @param reason in words, for the audit trail
     * @return how many clients had something that still counted
     */
    @Transactional
    public int revokeAll(AccountId account, String reason) {
        var revoked = grants.revokeAll(account, null, reason, clock.instant());
        published(revoked, reason);
        return (int) revoked.stream().map(Grant::clientId).distinct().count();
    }

    /** Revokes all that {@code account} gave one client. */
    @Transactional
    public void revokeAll(AccountId account, String clientId, String reason) {
        published(grants.revokeAll(account, clientId, reason, clock.instant()), reason);
    }

    /** The clients with tokens of {@code account} that still count, the last used first; at most two hundred. */
    public List<ClientAccess> access(AccountId account) {
        return grants.access(account, clock.instant(), MOST_LISTED);
    }

    /** How many grants of the client still count; counts no further than {@code most}. */
    public int countLive(String clientId, int most) {
        return grants.countLive(clientId, clock.instant(), most);
    }

    /** How many grants of these clients still count and hold {@code scope}; counts no further than {@code most}. */
    public int countLive(Collection<String> clientIds, String scope, int most) {
        return grants.countLive(clientIds, scope, clock.instant(), most);
    }

    /** The clients that a browser session signed in to: those to tell when it ends. */
    public Set<String> participants(UUID sid) {
        return grants.participants(sid);
    }

    private void published(List<Grant> revoked, String reason) {
        revoked.forEach(it -> events.publishEvent(new GrantRevoked(it.account(), it.clientId(), it.id(), reason)));
    }

    /** The live browser sessions in which a client got tokens; looks no further than {@code most}. */
    public List<ClientSession> sessions(String clientId, int most) {
        return grants.sessions(clientId, clock.instant(), most);
    }

    /**
     * In the transaction that disables the client. Not one event for each grant: what happened is in the trail as the end
     * of the client, and there may be very many. Those of a deleted client go with its row.
     */
    @EventListener
    void revokeWith(ClientEnding client) {
        if (!client.isDeleted()) {
            grants.revokeAllOf(client.client().clientId(), "client disabled", clock.instant());
        }
    }

    /** In the transaction that deletes the scope. Access tokens that were given hold it until they expire. */
    @EventListener
    void narrowWith(ScopeDeleted scope) {
        grants.removeScope(scope.clients(), scope.scope(), clock.instant());
    }

    /** In the transaction that ends the session: both are over or neither. */
    @EventListener
    void revokeWith(SessionEnded session) {
        grants.revokeOfSession(session.sid(), "session ended: " + session.reason(), clock.instant());
    }
}
