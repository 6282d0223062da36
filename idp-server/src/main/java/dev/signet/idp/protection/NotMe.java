package dev.signet.idp.protection;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** "This was not me": the owner of a mailbox has the account locked down, by a link in a notice. */
@Service
class NotMe {

    private final Links links;
    private final Accounts accounts;
    private final FormerAddress formerAddress;
    private final Lockdown lockdown;
    private final TransactionOperations transactions;

    NotMe(
            Links links,
            Accounts accounts,
            FormerAddress formerAddress,
            Lockdown lockdown,
            TransactionOperations transactions) {
        this.links = links;
        this.accounts = accounts;
        this.formerAddress = formerAddress;
        this.lockdown = lockdown;
        this.transactions = transactions;
    }

    /** Every way {@link #use} can end. */
    sealed interface Outcome {

        /** @param mailbox the account's address, from which its owner goes on */
        record LockedDown(EmailAddress mailbox, boolean isAddressRestored, LockdownReport report) implements Outcome {}

        /** Unknown, expired, used, ended by an earlier lockdown, or of a mailbox that lost its say. */
        record LinkUnusable() implements Outcome {}
    }

    /** The mailbox that a link went to; empty if it does not work. */
    Optional<EmailAddress> mailbox(String token) {
        return links.find(NotMeLinks.PURPOSE, token).map(MailedLink::address);
    }

    Outcome use(String token) {
        return transactions.execute(transaction -> {
            var link = links.use(NotMeLinks.PURPOSE, token);
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
        var since = link.data(NotMeLinks.SINCE).map(Instant::parse).orElse(null);
        var report = lockdown.of(account.id(), "reported by the owner", since);
        return new Outcome.LockedDown(link.address(), isMoved, report);
    }
}
