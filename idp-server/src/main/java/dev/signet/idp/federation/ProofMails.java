package dev.signet.idp.federation;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mails with a link by which somebody proves that an address is theirs. The link holds the identity that it is for, and
 * works in the browser alone in which that identity came: the owner of a mailbox who presses it in theirs links nothing
 * for a stranger.
 */
@Service
class ProofMails {

    static final String PURPOSE = "/login/link/mail";
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String IDENTITY = "identity";
    private static final String BROWSER = "browser";
    private static final String TICKET = "ticket";

    private final Accounts accounts;
    private final Arrival arrival;
    private final Links links;
    private final SameBrowser sameBrowser;
    private final Mails mails;
    private final JsonMapper json;
    private final TransactionOperations transactions;

    ProofMails(
            Accounts accounts,
            Arrival arrival,
            Links links,
            SameBrowser sameBrowser,
            Mails mails,
            JsonMapper json,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.arrival = arrival;
        this.links = links;
        this.sameBrowser = sameBrowser;
        this.mails = mails;
        this.json = json;
        this.transactions = transactions;
    }

    /** To the owner of the account, or to the address of somebody who may get one; to nobody else. */
    void send(PendingIdentity held, Locale language, HttpServletRequest request, HttpServletResponse response) {
        var identity = held.identity();
        var address = identity.address().orElseThrow(); // without one there is nothing to prove by mail
        var account = accounts.findByEmail(address.value());
        var browser = sameBrowser.mark(request, response);
        if (account.isEmpty() && !arrival.mayCreate(identity, address)) {
            return;
        }
        var to = account.map(Account::email).orElse(address);
        var data = new LinkedHashMap<String, String>();
        data.put(IDENTITY, json.writeValueAsString(identity));
        data.put(BROWSER, browser);
        if (held.ticket() != null) {
            data.put(TICKET, held.ticket());
        }
        var tongue = account.map(it -> Mail.languageOf(it, language)).orElse(language);
        transactions.executeWithoutResult(transaction -> {
            var link = links.issue(
                    new NewLink(PURPOSE, to, account.map(Account::id).orElse(null), data, LIFETIME));
            var isSent = mails.send(Mail.askedFor("identity-proof", to, tongue).link(link, LIFETIME));
            if (!isSent) {
                transaction.setRollbackOnly(); // so that the link of the mail before it still works
            }
        });
    }

    /** The link of {@code token}, if it works. */
    Optional<MailedLink> find(String token) {
        return links.find(PURPOSE, token);
    }

    /** Of concurrent callers one gets it. */
    Optional<MailedLink> use(String token) {
        return links.use(PURPOSE, token);
    }

    UpstreamIdentity identity(MailedLink link) {
        return json.readValue(link.data(IDENTITY).orElseThrow(), UpstreamIdentity.class);
    }

    Optional<String> ticket(MailedLink link) {
        return link.data(TICKET);
    }

    boolean isSameBrowser(MailedLink link, HttpServletRequest request) {
        return link.data(BROWSER).filter(it -> sameBrowser.is(it, request)).isPresent();
    }
}
