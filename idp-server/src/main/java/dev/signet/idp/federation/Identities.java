package dev.signet.idp.federation;

import dev.signet.idp.access.RolesByRule;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which identities elsewhere sign in to which account. */
@Service
public class Identities {

    private final IdentityRepository repository;
    private final Providers providers;
    private final Passwords passwords;
    private final RolesByRule rolesByRule;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Identities(
            IdentityRepository repository,
            Providers providers,
            Passwords passwords,
            RolesByRule rolesByRule,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.providers = providers;
        this.passwords = passwords;
        this.rolesByRule = rolesByRule;
        this.events = events;
        this.clock = clock;
    }

    Optional<LinkedIdentity> find(UpstreamIdentity identity) {
        return repository.find(identity.issuer(), identity.subject());
    }

    /** The oldest first. */
    public List<LinkedIdentity> list(AccountId account) {
        return repository.list(account);
    }

    /** Whether {@code account} is linked to somebody else at the provider of {@code identity}. */
    boolean hasOtherSubject(AccountId account, UpstreamIdentity identity) {
        return repository.list(account).stream().anyMatch(it -> it.issuer().equals(identity.issuer()));
    }

    /** Makes others who decide about {@code account} wait for the end of the caller's transaction. */
    void lock(AccountId account) {
        repository.lock(account);
    }

    void markUsed(LinkedIdentity linked, UpstreamIdentity identity) {
        repository.markUsed(linked.id(), identity.label(), clock.instant());
    }

    /** @return false if somebody else was faster; the caller decides anew then */
    @Transactional
    boolean link(AccountId account, UpstreamIdentity identity, LinkReason reason) {
        if (!repository.insert(account, identity, clock.instant())) {
            return false;
        }
        events.publishEvent(new IdentityLinked(
                account,
                identity.provider(),
                providers.find(identity.provider()).map(Provider::name).orElse(identity.provider()),
                identity.label(),
                reason.key()));
        return true;
    }

    /** How {@link #unlink} can end. */
    enum Unlinking {
        UNLINKED,
        NOT_THERE,
        /** Without it the person could not sign in any more. */
        LAST_WAY_IN
    }

    @Transactional
    Unlinking unlink(AccountId account, UUID id) {
        repository.lock(account);
        var linked = repository.list(account);
        if (linked.stream().noneMatch(it -> it.id().equals(id))) {
            return Unlinking.NOT_THERE;
        }
        if (isLastWayIn(account, id, linked)) {
            return Unlinking.LAST_WAY_IN;
        }
        repository.delete(account, id).ifPresent(it -> unlinked(it, LinkReason.ACCOUNT_PAGE));
        return Unlinking.UNLINKED;
    }

    /**
     * Gives all that sign in to {@code from} to {@code to}, in the caller's transaction, which holds both accounts and tells
     * who they are.
     *
     * @return which
     */
    @Transactional
    public List<UUID> moveAll(AccountId from, AccountId to) {
        return repository.moveAll(from, to);
    }

    /** The same with those of {@code ids} that sign in to {@code from} still. */
    @Transactional
    public void move(List<UUID> ids, AccountId from, AccountId to) {
        repository.move(ids, from, to);
    }

    boolean isLastWayIn(AccountId account, UUID id) {
        return isLastWayIn(account, id, repository.list(account));
    }

    /** A link to a provider that is not configured any more leads nowhere. */
    private boolean isLastWayIn(AccountId account, UUID id, List<LinkedIdentity> linked) {
        var hasOther = linked.stream()
                .filter(it -> !it.id().equals(id))
                .anyMatch(it -> providers.find(it.provider()).isPresent());
        return !hasOther && !passwords.isSet(account);
    }

    /** Unlinks all of them, in the caller's transaction. */
    void unlinkAll(AccountId account) {
        repository
                .list(account)
                .forEach(it ->
                        repository.delete(account, it.id()).ifPresent(gone -> unlinked(gone, LinkReason.RECLAIMED)));
    }

    /** Unlinks those that were linked at {@code since} or later, in the caller's transaction. Returns how many. */
    int unlinkSince(AccountId account, Instant since) {
        var young = repository.list(account).stream()
                .filter(it -> !it.linkedAt().isBefore(since))
                .toList();
        young.forEach(it -> repository.delete(account, it.id()).ifPresent(gone -> unlinked(gone, LinkReason.LOCKDOWN)));
        return young.size();
    }

    private void unlinked(LinkedIdentity identity, LinkReason reason) {
        rolesByRule.end(identity.account(), identity.provider());
        events.publishEvent(new IdentityUnlinked(identity.account(), identity.provider(), reason.key()));
    }
}
