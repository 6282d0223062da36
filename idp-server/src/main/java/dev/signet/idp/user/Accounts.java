package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvents;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The user accounts: finds and makes them. */
@Service
public class Accounts {

    private final AccountRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(AccountRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** Every way {@link #create} can end. */
    public sealed interface Creation {

        record Created(Account account) implements Creation {}

        /** Somebody has an account under this address, in whatever spelling. */
        record EmailTaken() implements Creation {}

        record Invalid(List<Violation> violations) implements Creation {}
    }

    /** The account, whatever its status; empty if it was deleted. */
    public Optional<Account> find(AccountId id) {
        return repository.find(id);
    }

    /** The account that {@code email} leads to, in whatever spelling; empty also for what is no address. */
    public Optional<Account> findByEmail(String email) {
        return repository.findByEmail(EmailAddress.normalised(email));
    }

    /** Makes one account; of two callers with the same address, one does. */
    @Transactional
    public Creation create(NewAccount account) {
        return create(List.of(account)).getFirst();
    }

    /** Makes many accounts with one statement. The endings stand in the order of {@code accounts}. */
    @Transactional
    public List<Creation> create(List<NewAccount> accounts) {
        var endings = accounts.stream().map(this::prepare).toList();
        var inserted = repository.insert(endings.stream()
                .filter(Creation.Created.class::isInstance)
                .map(Creation.Created.class::cast)
                .map(Creation.Created::account)
                .toList());
        events.publishEvent(
                new AuditEvents(inserted.stream().map(AccountCreated::new).toList()));
        return endings.stream().map(ending -> settle(ending, inserted)).toList();
    }

    /**
     * Gives {@code id} the address {@code email}, whose mailbox the person was seen to read.
     *
     * @param old the address that it has to have until then
     * @return false if it has another by now, or somebody else has the new one
     */
    @Transactional
    public boolean changeEmail(AccountId id, EmailAddress old, EmailAddress email) {
        var changed = repository.changeEmail(id, old, email, clock.instant());
        if (changed) {
            events.publishEvent(new EmailChanged(id));
        }
        return changed;
    }

    /** Notes that the person reads the mailbox {@code email}. Does nothing if that is not the account's address. */
    @Transactional
    public void verifyEmail(AccountId id, EmailAddress email) {
        if (repository.verifyEmail(id, email, clock.instant())) {
            events.publishEvent(new EmailVerified(id));
        }
    }

    /**
     * Changes what {@code id}'s owner says about themselves. Claims that {@code changes} does not name stay.
     *
     * @param changes standard claims; null takes one away
     * @return what is wrong with them; empty if they are stored
     */
    @Transactional
    public List<Violation> describe(AccountId id, Map<String, ? extends @Nullable Object> changes) {
        var said = new LinkedHashMap<String, Object>();
        changes.forEach((claim, value) -> {
            if (value != null) {
                said.put(claim, value);
            }
        });
        var violations = StandardClaims.violationsOf(said);
        if (violations.isEmpty() && repository.updateClaims(id, changes, clock.instant())) {
            events.publishEvent(new ProfileChanged(id, Set.copyOf(changes.keySet())));
        }
        return violations;
    }

    /** Deletes the account and all that refers to it. What is to be told others has to be told before. */
    @Transactional
    public void delete(AccountId id) {
        var former = repository.find(id);
        if (repository.delete(id)) {
            former.map(AccountDeleted::new).ifPresent(events::publishEvent);
        }
    }

    private static Creation settle(Creation ending, Set<AccountId> inserted) {
        var taken = ending instanceof Creation.Created(var account) && !inserted.contains(account.id());
        return taken ? new Creation.EmailTaken() : ending;
    }

    /** What it would be if nobody has the address. */
    private Creation prepare(NewAccount requested) {
        var violations = requested.violations();
        if (!violations.isEmpty()) {
            return new Creation.Invalid(violations);
        }
        var now = clock.instant();
        return new Creation.Created(new Account(
                AccountId.random(),
                EmailAddress.parse(requested.email()).orElseThrow(),
                requested.emailVerified(),
                AccountStatus.ACTIVE,
                requested.claims(),
                now,
                now));
    }
}
