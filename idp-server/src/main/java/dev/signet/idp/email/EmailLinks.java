package dev.signet.idp.email;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.recovery.AccountRescue;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What the links do that {@link EmailRequests} and a change of address mail. */
@Service
class EmailLinks {

    /** The pages that links lead to, which is also what they are for. */
    static final String CONFIRM = "/email/confirm";

    static final String VERIFY = "/email/verify";
    static final String UNDO = "/email/undo";

    /** Kept with a link of {@link #CONFIRM}: the address that the account had when it was asked for. */
    static final String OLD = "old";

    /** Kept with it too, and then with that of {@link #UNDO}: from when on nothing is trusted if the owner did not ask. */
    static final String SINCE = "since";

    private final Links links;
    private final Accounts accounts;
    private final Mails mails;
    private final AccountRescue rescue;
    private final EmailProperties settings;
    private final TransactionOperations transactions;

    EmailLinks(
            Links links,
            Accounts accounts,
            Mails mails,
            AccountRescue rescue,
            EmailProperties settings,
            TransactionOperations transactions) {
        this.links = links;
        this.accounts = accounts;
        this.mails = mails;
        this.rescue = rescue;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Every way to use a link can end. */
    sealed interface Outcome {

        record Done() implements Outcome {}

        /** The change is taken back; the owner chooses a password on {@code page}, whose address is a secret. */
        record TakenBack(URI page) implements Outcome {}

        /** Unknown, expired, used, replaced, overtaken by another change, or the address is somebody else's by now. */
        record LinkUnusable() implements Outcome {}
    }

    /** The mailbox that a link is about; empty if it does not work. */
    Optional<EmailAddress> address(String purpose, String token) {
        return links.find(purpose, token).map(MailedLink::address);
    }

    Outcome use(String purpose, String token) {
        return transactions.execute(transaction -> {
            var link = links.use(purpose, token);
            var account = link.flatMap(it -> Optional.ofNullable(it.account())).flatMap(accounts::find);
            var outcome = account.isEmpty()
                    ? new Outcome.LinkUnusable()
                    : switch (purpose) {
                        case CONFIRM -> confirm(account.get(), link.get());
                        case UNDO -> undo(account.get(), link.get());
                        default -> verify(account.get(), link.get());
                    };
            if (outcome instanceof Outcome.LinkUnusable) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome verify(Account account, MailedLink link) {
        if (!account.email().equals(link.address())) {
            return new Outcome.LinkUnusable();
        }
        accounts.verifyEmail(account.id(), link.address());
        return new Outcome.Done();
    }

    private Outcome confirm(Account account, MailedLink link) {
        var old = account.email();
        var isStillTheOne = link.data(OLD).filter(old.value()::equals).isPresent();
        if (!isStillTheOne || !accounts.changeEmail(account.id(), old, link.address())) {
            return new Outcome.LinkUnusable();
        }
        tellFormerAddress(account, link);
        return new Outcome.Done();
    }

    /**
     * A mailbox that nobody proved gets nothing: it may be a stranger's. Neither does one from which the account goes back
     * to an address that could take it back anyway: whoever moved it away must not get to move it away again.
     */
    private void tellFormerAddress(Account before, MailedLink change) {
        if (links.isOut(UNDO, before.id(), change.address())) {
            links.revokeAll(before.id(), UNDO);
            return;
        }
        if (!before.emailVerified()) {
            return;
        }
        var data = change.data(SINCE).map(it -> Map.of(SINCE, it)).orElse(Map.of());
        var link = links.issue(new NewLink(UNDO, before.email(), before.id(), data, settings.undoLifetime()));
        var notice = Mail.notice("email-changed", before, LocaleContextHolder.getLocale())
                .link(link, settings.undoLifetime());
        mails.send(RequestOrigin.current()
                .map(it -> notice.fact("address", it.address()))
                .orElse(notice));
    }

    private Outcome undo(Account account, MailedLink link) {
        if (!accounts.changeEmail(account.id(), account.email(), link.address())) {
            return new Outcome.LinkUnusable();
        }
        var restored = accounts.find(account.id()).orElseThrow();
        var since = link.data(SINCE).map(Instant::parse).orElse(null);
        return new Outcome.TakenBack(rescue.of(restored, "change of e-mail address taken back", since));
    }
}
