package dev.signet.idp.email;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.protection.Suspicion;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.EmailAddress;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Mails the links that prove an address. A mail that is dropped for the limit leaves the one before it as it was. */
@Service
class EmailRequests {

    private final Links links;
    private final Mails mails;
    private final Suspicion suspicion;
    private final EmailProperties settings;
    private final TransactionOperations transactions;

    EmailRequests(
            Links links,
            Mails mails,
            Suspicion suspicion,
            EmailProperties settings,
            TransactionOperations transactions) {
        this.links = links;
        this.mails = mails;
        this.suspicion = suspicion;
        this.settings = settings;
        this.transactions = transactions;
    }

    /**
     * Asks the mailbox {@code wanted} whether {@code account} may have it. Whether somebody has it already shows to its
     * owner alone, when they use the link.
     */
    void change(Account account, EmailAddress wanted, Locale language) {
        var link = new NewLink(
                EmailLinks.CONFIRM,
                wanted,
                account.id(),
                Map.of(
                        EmailLinks.OLD,
                        account.email().value(),
                        EmailLinks.SINCE,
                        suspicion.begins(account.id()).toString()),
                settings.linkLifetime());
        send(account, link, "email-change", language);
    }

    /** Asks the mailbox that {@code account} has whether its owner reads it. */
    void verification(Account account, Locale language) {
        var link = new NewLink(EmailLinks.VERIFY, account.email(), account.id(), Map.of(), settings.linkLifetime());
        send(account, link, "verification", language);
    }

    private void send(Account account, NewLink link, String template, Locale language) {
        transactions.executeWithoutResult(transaction -> {
            links.revokeAll(account.id(), link.purpose());
            var mail = Mail.askedFor(template, link.address(), Mail.languageOf(account, language))
                    .about(account.id())
                    .link(links.issue(link), link.lifetime());
            if (!mails.send(mail)) {
                transaction.setRollbackOnly();
            }
        });
    }
}
