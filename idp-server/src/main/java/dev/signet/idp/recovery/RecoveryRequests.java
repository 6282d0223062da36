package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.HashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for the account after the page was answered. So the answer takes the same time whether there is one or not, and
 * does not wait for anything that only one of the two would need.
 */
@Component
@ConditionalOnWebApplication
class RecoveryRequests implements Courier {

    static final String KIND = "recovery-request";

    private final Accounts accounts;
    private final Links links;
    private final Mails mails;
    private final RecoveryProperties settings;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    RecoveryRequests(
            Accounts accounts,
            Links links,
            Mails mails,
            RecoveryProperties settings,
            TransactionOperations transactions,
            JsonMapper json) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.settings = settings;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean leavesTrace() {
        return false;
    }

    @Override
    public Retries retries() {
        return new Retries(10, settings.linkLifetime(), Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        var request = json.readValue(delivery.payload(), RecoveryRequest.class);
        accounts.findByEmail(request.email())
                .filter(it -> it.status() != AccountStatus.DISABLED)
                .ifPresent(it -> send(it, request));
        return new Outcome.Delivered();
    }

    /** A mail that is dropped for the limit must not end the link of the one before it. */
    private void send(Account account, RecoveryRequest request) {
        transactions.executeWithoutResult(transaction -> {
            var data = new HashMap<String, String>();
            data.put(Recovery.BROWSER, request.browser());
            if (request.ticket() != null) {
                data.put(Recovery.TICKET, request.ticket());
            }
            var link = links.issue(
                    new NewLink(Recovery.PURPOSE, account.email(), account.id(), data, settings.linkLifetime()));
            var language = Mail.languageOf(account, request.language());
            var isSent = mails.send(Mail.askedFor("recovery", account.email(), language)
                    .about(account.id())
                    .link(link, settings.linkLifetime()));
            if (!isSent) {
                transaction.setRollbackOnly();
            }
        });
    }
}
