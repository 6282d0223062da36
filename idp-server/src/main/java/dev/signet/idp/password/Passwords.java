package dev.signet.idp.password;

import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stored passwords of accounts. Takes hashes, not passwords: hashing is slow and belongs before a transaction. For
 * a password that somebody chooses use {@link PasswordChange}.
 */
@Service
public class Passwords {

    private final PasswordRepository repository;
    private final PasswordHistory history;
    private final PasswordProperties settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Passwords(
            PasswordRepository repository,
            PasswordHistory history,
            PasswordProperties settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.history = history;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Gives new accounts their first passwords. Their creation is in the audit trail already. */
    @Transactional
    public void setInitial(Map<AccountId, PasswordHash> hashes) {
        repository.insert(hashes, clock.instant());
    }

    /** Sets or replaces the password of {@code account}. */
    @Transactional
    public void set(AccountId account, PasswordHash hash) {
        var now = clock.instant();
        history.remember(account, now);
        repository.put(account, hash, now);
        events.publishEvent(new PasswordChanged(account));
    }

    /** Whether {@code account} has a password to sign in with. */
    public boolean isSet(AccountId account) {
        return repository.find(account).isPresent();
    }

    /** Whether {@code account} has a password that is older than the rules allow. Costs nothing if they do not care. */
    public boolean isExpired(AccountId account) {
        var oldest = settings.expiresAfter();
        return oldest != null
                && repository.isFromBefore(account, clock.instant().minus(oldest));
    }

    /** When {@code account} got the password that it has; empty if it has none. */
    public Optional<Instant> changedAt(AccountId account) {
        return repository.changedAt(account);
    }

    /**
     * Takes the password of {@code account} away: nobody signs in with it any more, and it cannot be chosen again soon.
     *
     * @return whether there was one
     */
    @Transactional
    public boolean remove(AccountId account) {
        history.remember(account, clock.instant());
        var removed = repository.delete(account) == 1;
        if (removed) {
            events.publishEvent(new PasswordRemoved(account));
        }
        return removed;
    }
}
