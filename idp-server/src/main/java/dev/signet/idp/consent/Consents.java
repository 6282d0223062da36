package dev.signet.idp.consent;

import dev.signet.idp.client.ScopeDeleted;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Remembers what people allowed clients. */
@Service
public class Consents {

    private static final int MOST_LISTED = 200;

    private final ConsentRepository consents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(ConsentRepository consents, ApplicationEventPublisher events, Clock clock) {
        this.consents = consents;
        this.events = events;
        this.clock = clock;
    }

    /** What {@code account} allowed the client so far; empty if it was never asked, or refused each time. */
    public Optional<Consent> find(AccountId account, String clientId) {
        return consents.find(account, clientId);
    }

    /** Adds {@code scopes} to what {@code account} allows the client. */
    @Transactional
    public void grant(AccountId account, String clientId, Set<String> scopes) {
        consents.add(account, clientId, scopes, clock.instant());
        events.publishEvent(new ConsentGranted(account, clientId, scopes));
    }

    /** What {@code account} allows, by {@code client_id}, the newest first; at most two hundred. */
    public Map<String, Consent> list(AccountId account) {
        return consents.list(account, MOST_LISTED);
    }

    /** How many people allowed the client something; counts no further than {@code most}. */
    public int count(String clientId, int most) {
        return consents.count(clientId, most);
    }

    /** How many people allowed one of these clients {@code scope}; counts no further than {@code most}. */
    public int count(Collection<String> clientIds, String scope, int most) {
        return consents.count(clientIds, scope, most);
    }

    /** In the transaction that deletes the scope: a later one of that name was allowed by nobody. */
    @EventListener
    void forgetWith(ScopeDeleted scope) {
        consents.removeScope(scope.clients(), scope.scope());
    }

    /**
     * Has {@code to} allow what {@code from} allows, for clients that {@code to} never answered; in the caller's transaction,
     * which tells who they are.
     *
     * @return the clients, with the time of each consent
     */
    @Transactional
    public Map<String, Instant> copyMissing(AccountId from, AccountId to) {
        return consents.copyMissing(from, to);
    }

    /** Takes such a consent back, unless the person added to it or gave it anew since {@code grantedAt}. */
    @Transactional
    public void takeBack(AccountId account, String clientId, Instant grantedAt) {
        consents.deleteUnchanged(account, clientId, grantedAt);
    }

    /** Forgets what {@code account} allows the client: it has to ask again. Tokens are not touched. */
    @Transactional
    public void withdraw(AccountId account, String clientId) {
        if (consents.delete(account, clientId)) {
            events.publishEvent(new ConsentWithdrawn(account, clientId));
        }
    }
}
