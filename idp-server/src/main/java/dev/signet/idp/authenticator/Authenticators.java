package dev.signet.idp.authenticator;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.AuthenticatorChanged.Change;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people have enrolled. Every question and every change is about one person's authenticators. */
@Service
public class Authenticators {

    /** Enough for every key that somebody owns; a bound on what one account can store. */
    public static final int MOST = 20;

    private static final int LONGEST_NAME = 60;

    private final AuthenticatorRepository authenticators;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Authenticators(AuthenticatorRepository authenticators, ApplicationEventPublisher events, Clock clock) {
        this.authenticators = authenticators;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds one, in the caller's transaction, which adds what is peculiar to its kind.
     *
     * @param name as typed; see {@link #usableName}
     * @return its id; empty if {@code account} has {@link #MOST} of them, or is gone
     */
    @Transactional
    public Optional<UUID> add(AccountId account, Kind kind, String name) {
        authenticators.lock(account);
        var id = UUID.randomUUID();
        if (!authenticators.insert(account, id, kind, usableName(name), clock.instant(), MOST)) {
            return Optional.empty();
        }
        events.publishEvent(new AuthenticatorChanged(account, id, kind, Change.ADDED));
        return Optional.of(id);
    }

    /** The oldest first. */
    public List<Authenticator> list(AccountId account) {
        return authenticators.list(account);
    }

    public Set<Kind> kinds(AccountId account) {
        return authenticators.kinds(account);
    }

    public Optional<Authenticator> find(AccountId account, UUID id) {
        return authenticators.find(account, id);
    }

    /** @return false if {@code account} has no such authenticator */
    @Transactional
    public boolean rename(AccountId account, UUID id, String name) {
        var renamed = authenticators.rename(account, id, usableName(name));
        renamed.ifPresent(it -> changed(account, it, Change.RENAMED));
        return renamed.isPresent();
    }

    /**
     * Removes one. Recovery codes go with the last thing that they stand in for.
     *
     * @return false if {@code account} has no such authenticator
     */
    @Transactional
    public boolean remove(AccountId account, UUID id) {
        var removed = authenticators.delete(account, id);
        removed.ifPresent(it -> {
            changed(account, it, Change.REMOVED);
            removeCodesThatStandInForNothing(account);
        });
        return removed.isPresent();
    }

    /**
     * Removes those that were added at or after {@code since}, in the caller's transaction, and recovery codes that then
     * stand in for nothing. Whoever is adding one is waited for.
     *
     * @return how many were added since
     */
    @Transactional
    public int removeSince(AccountId account, Instant since) {
        authenticators.lock(account);
        var removed = authenticators.deleteSince(account, since);
        removed.forEach(it -> changed(account, it, Change.REMOVED));
        removeCodesThatStandInForNothing(account);
        return removed.size();
    }

    /** Removes all of one kind, in the caller's transaction. Of two who replace them, the second one waits. */
    @Transactional
    public void removeAll(AccountId account, Kind kind) {
        authenticators.lock(account);
        authenticators.deleteAll(account, kind).forEach(it -> changed(account, it, Change.REMOVED));
    }

    /** Removes whatever {@code account} has, in the caller's transaction. Returns how many there were. */
    @Transactional
    public int removeAll(AccountId account) {
        authenticators.lock(account);
        var removed = authenticators.deleteAll(account);
        removed.forEach(it -> changed(account, it, Change.REMOVED));
        return removed.size();
    }

    /**
     * Gives the authenticator apps of {@code from} to {@code to}, in the caller's transaction, which holds both accounts and
     * tells who they are. An app knows nothing of an account; a passkey does.
     *
     * @return which
     */
    @Transactional
    public List<UUID> moveApps(AccountId from, AccountId to) {
        return authenticators.moveAll(from, to, Kind.TOTP);
    }

    /** Gives those of {@code ids} that {@code from} has still to {@code to}, in the caller's transaction. */
    @Transactional
    public void move(List<UUID> ids, AccountId from, AccountId to) {
        authenticators.move(ids, from, to);
    }

    /** Notes that somebody signed in with it just now. */
    public void markUsed(AccountId account, UUID id) {
        authenticators.markUsed(account, id, clock.instant());
    }

    /** A name without characters that cannot be seen or that markup is made of, cut to what fits a line. */
    public static String usableName(String typed) {
        var visible = typed.replaceAll("[\\p{C}<>]", "").strip();
        return visible.codePointCount(0, visible.length()) <= LONGEST_NAME
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST_NAME))
                        .strip();
    }

    private void removeCodesThatStandInForNothing(AccountId account) {
        if (authenticators.kinds(account).equals(Set.of(Kind.RECOVERY_CODES))) {
            removeAll(account, Kind.RECOVERY_CODES);
        }
    }

    private void changed(AccountId account, Authenticator authenticator, Change change) {
        events.publishEvent(new AuthenticatorChanged(account, authenticator.id(), authenticator.kind(), change));
    }
}
