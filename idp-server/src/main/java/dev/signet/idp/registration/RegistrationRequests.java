package dev.signet.idp.registration;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks whether there is an account after the page was answered: the visitor sees the same, after the same time, and only
 * whoever reads the mailbox learns more.
 */
@Component
@ConditionalOnWebApplication
class RegistrationRequests implements Courier {

    static final String KIND = "registration-request";

    private final Accounts accounts;
    private final Links links;
    private final Mails mails;
    private final RegistrationProperties settings;
    private final IdpProperties idp;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    RegistrationRequests(
            Accounts accounts,
            Links links,
            Mails mails,
            RegistrationProperties settings,
            IdpProperties idp,
            TransactionOperations transactions,
            JsonMapper json) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.settings = settings;
        this.idp = idp;
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
        var request = json.readValue(delivery.payload(), RegistrationRequest.class);
        accounts.findByEmail(request.email()).ifPresentOrElse(it -> tellOwner(it, request), () -> sendLink(request));
        return new Outcome.Delivered();
    }

    private void tellOwner(Account owner, RegistrationRequest request) {
        mails.send(Mail.askedFor("registration-known", owner.email(), Mail.languageOf(owner, request.language()))
                .about(owner.id())
                .link(URI.create(idp.url("/login"))));
    }

    /** A mail that is dropped for the limit must not end the link of the one before it. */
    private void sendLink(RegistrationRequest request) {
        var email = new EmailAddress(request.email());
        transactions.executeWithoutResult(transaction -> {
            var data = new HashMap<String, String>();
            data.put(Registration.BROWSER, request.browser());
            data.put(Registration.LANGUAGE, request.language().toLanguageTag());
            if (request.ticket() != null) {
                data.put(Registration.TICKET, request.ticket());
            }
            var link = links.issue(new NewLink(Registration.PURPOSE, email, null, data, settings.linkLifetime()));
            var isSent = mails.send(
                    Mail.askedFor("registration", email, request.language()).link(link, settings.linkLifetime()));
            if (!isSent) {
                transaction.setRollbackOnly();
            }
        });
    }
}
