package dev.signet.idp.email;

import dev.signet.idp.link.Links;
import dev.signet.idp.protection.FormerAddress;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import org.springframework.stereotype.Component;

/** Takes a change back for a former mailbox, as long as its own link for that works. */
@Component
class AddressUndo implements FormerAddress {

    private final Links links;
    private final Accounts accounts;

    AddressUndo(Links links, Accounts accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    @Override
    public boolean restore(Account account, EmailAddress former) {
        return links.isOut(EmailLinks.UNDO, account.id(), former)
                && accounts.changeEmail(account.id(), account.email(), former);
    }
}
