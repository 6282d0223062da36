package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Mailed links together with whose they are: an account that is active, and still has the mailbox that they went to. */
@Component
class OwnedLinks {

    private final Links links;
    private final Accounts accounts;

    OwnedLinks(Links links, Accounts accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    record OwnedLink(Account account, MailedLink link) {}

    Optional<OwnedLink> find(String purpose, String token) {
        return links.find(purpose, token).flatMap(this::owned);
    }

    /** Uses it up, in the caller's transaction. */
    Optional<OwnedLink> use(String purpose, String token) {
        return links.use(purpose, token).flatMap(this::owned);
    }

    private Optional<OwnedLink> owned(MailedLink link) {
        return Optional.ofNullable(link.account())
                .flatMap(accounts::find)
                .filter(Account::isActive)
                .filter(it -> it.emailVerified() && it.email().equals(link.address()))
                .map(it -> new OwnedLink(it, link));
    }
}
