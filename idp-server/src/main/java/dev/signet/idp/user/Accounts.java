package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvents;
import dev.signet.idp.user.AccountRepository.Position;
import dev.signet.idp.user.AccountRepository.TermRange;
import java.time.Clock;
import java.time.Instant;
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

    /** Longer than any address or name that is stored. */
    private static final int LONGEST_SEARCH = 254;

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

    /** Every way {@link #describe(AccountId, Instant, Map)} can end. */
    public sealed interface Description {

        record Described() implements Description {}

        /** Somebody changed the account since it was looked at. */
        record Stale(Account current) implements Description {}

        record Rejected(List<Violation> violations) implements Description {}

        record Gone() implements Description {}
    }

    /**
     * The same for somebody else than the owner, who looked at the account first.
     *
     * @param seen {@link Account#updatedAt} of what they saw
     */
    @Transactional
    public Description describe(AccountId id, Instant seen, Map<String, Object> claims) {
        var violations = StandardClaims.violationsOf(claims);
        if (!violations.isEmpty()) {
            return new Description.Rejected(violations);
        }
        if (!repository.updateClaims(id, claims, seen, clock.instant())) {
            return find(id).<Description>map(Description.Stale::new).orElseGet(Description.Gone::new);
        }
        events.publishEvent(new ProfileChanged(id, Set.copyOf(claims.keySet())));
        return new Description.Described();
    }

    /**
     * Lets somebody in, or keeps them out. What they have open is not touched: it counts for nothing as long as the
     * account is not active.
     *
     * @return false if it has that status already, or is gone
     */
    @Transactional
    public boolean changeStatus(AccountId id, AccountStatus status) {
        var before = repository.updateStatus(id, status);
        before.ifPresent(it -> events.publishEvent(new AccountStatusChanged(id, it, status)));
        return before.isPresent();
    }

    /**
     * A page of accounts.
     *
     * @param search what address, name or family name begin with, whatever the case; empty for everybody
     * @param isWhole whether they have to be {@code search}, and not only to begin with it
     * @param after the last account of the page before; null for the first page
     * @param size most accounts on the page
     */
    public AccountPage list(String search, boolean isWhole, @Nullable AccountId after, int size) {
        var text = search.strip();
        if (text.indexOf('\0') >= 0 || text.length() > LONGEST_SEARCH) {
            return new AccountPage(List.of(), null);
        }
        var range = text.isEmpty() ? TermRange.ALL : isWhole ? TermRange.exactly(text) : TermRange.startingWith(text);
        var position = Optional.ofNullable(after)
                .flatMap(it -> repository.position(range, it.value()))
                .orElse(Position.START);
        var found = text.isEmpty() ? repository.page(position, size + 1) : repository.search(range, position, size + 1);
        if (found.size() <= size) {
            return new AccountPage(List.copyOf(found), null);
        }
        var page = List.copyOf(found.subList(0, size));
        return new AccountPage(page, page.getLast().id());
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
