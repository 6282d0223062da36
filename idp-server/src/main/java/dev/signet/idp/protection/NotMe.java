package dev.signet.idp.protection;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** "This was not me": the link in a notice by which the owner of a mailbox has the account locked down. */
@Service
public class NotMe {

    /** The page that links lead to, which is also what they are for. */
    static final String PURPOSE = "/not-me";

    private static final String SINCE = "since";

    /** What belongs to one act carries the times of its parts. */
    private static final Duration ONE_ACT = Duration.ofSeconds(5);

    /**
     * How far before the act a session may have begun to be distrusted from its beginning. A link in an old mail must not
     * take away factors that were added long before the mail.
     */
    private static final Duration ONE_VISIT = Duration.ofDays(1);

    private final Links links;
    private final Accounts accounts;
    private final BrowserSessions sessions;
    private final FormerAddress formerAddress;
    private final Lockdown lockdown;
    private final ProtectionProperties settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    NotMe(
            Links links,
            Accounts accounts,
            BrowserSessions sessions,
            FormerAddress formerAddress,
            Lockdown lockdown,
            ProtectionProperties settings,
            TransactionOperations transactions,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.sessions = sessions;
        this.formerAddress = formerAddress;
        this.lockdown = lockdown;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Every way {@link #use} can end. */
    sealed interface Outcome {

        /** @param mailbox the account's address, from which its owner goes on */
        record LockedDown(EmailAddress mailbox, boolean isAddressRestored, LockdownReport report) implements Outcome {}

        /** Unknown, expired, used, ended by an earlier lockdown, or of a mailbox that lost its say. */
        record LinkUnusable() implements Outcome {}
    }

    /** How long a link works. */
    public Duration lifetime() {
        return settings.linkLifetime();
    }

    /**
     * A link for the notice of something that happens to {@code account} now. What it distrusts begins with the session in
     * which that is done, or a day before: whoever did this may have done more in the same visit.
     */
    @Transactional
    public URI link(Account account) {
        var now = clock.instant();
        var earliest = now.minus(ONE_VISIT);
        var since = sessionOf(account)
                .map(OpenSession::startedAt)
                .map(it -> it.isBefore(earliest) ? earliest : it)
                .orElse(now)
                .minus(ONE_ACT);
        return links.issue(new NewLink(
                PURPOSE,
                account.email(),
                account.id(),
                Map.of(SINCE, since.toString()),
                settings.linkLifetime(),
                true)); // or whoever got in would end it by causing another notice
    }

    /** The mailbox that a link went to; empty if it does not work. */
    Optional<EmailAddress> mailbox(String token) {
        return links.find(PURPOSE, token).map(MailedLink::address);
    }

    Outcome use(String token) {
        return transactions.execute(transaction -> {
            var link = links.use(PURPOSE, token);
            var account = link.flatMap(it -> Optional.ofNullable(it.account())).flatMap(accounts::find);
            var outcome = account.isEmpty() ? new Outcome.LinkUnusable() : lockDown(account.get(), link.get());
            if (outcome instanceof Outcome.LinkUnusable) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome lockDown(Account account, MailedLink link) {
        var isMoved = !account.email().equals(link.address());
        if (isMoved && !formerAddress.restore(account, link.address())) {
            return new Outcome.LinkUnusable();
        }
        var since = link.data(SINCE).map(Instant::parse).orElse(null);
        var report = lockdown.of(account.id(), "reported by the owner", since);
        return new Outcome.LockedDown(link.address(), isMoved, report);
    }

    private Optional<OpenSession> sessionOf(Account account) {
        return BrowserSessions.current()
                .filter(it -> it.account().equals(account.id()))
                .flatMap(current -> sessions.list(account.id()).stream()
                        .filter(it -> it.sid().equals(current.sid()))
                        .findFirst());
    }
}
