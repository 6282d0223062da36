package dev.signet.idp.protection;

import dev.signet.idp.user.Account;
import dev.signet.idp.user.EmailAddress;

/** Takes changes of an e-mail address back. Implemented by the module of addresses, which knows what can be taken back. */
public interface FormerAddress {

    /**
     * Gives {@code account} the address back that it had, in the caller's transaction.
     *
     * @param former an address whose mailbox the caller was seen to read
     * @return false if the time for that is over, or somebody else has the address by now
     */
    boolean restore(Account account, EmailAddress former);
}
