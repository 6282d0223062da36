package dev.signet.idp.account;

import dev.signet.idp.access.Roles;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes an account for its owner. What is left is the audit trail, which names accounts by their ids. */
@Service
class AccountDeletion {

    private static final String REASON = "account deleted";

    private final Accounts accounts;
    private final Roles roles;
    private final BrowserSessions sessions;
    private final Grants grants;

    AccountDeletion(Accounts accounts, Roles roles, BrowserSessions sessions, Grants grants) {
        this.accounts = accounts;
        this.roles = roles;
        this.sessions = sessions;
        this.grants = grants;
    }

    /** Every way {@link #delete} can end. */
    enum Outcome {
        DELETED,
        /** What was typed is not the address of the account. */
        NOT_ITS_ADDRESS,
        /** Nobody would be left to look after the installation. */
        LAST_ADMINISTRATOR
    }

    /** Whether {@link #delete} would refuse whatever is typed. */
    @Transactional
    public boolean isRefusedTo(AccountId account) {
        return !roles.canDoWithout(account);
    }

    /**
     * Whoever deletes an account types its address: no click, and no other site, does it by accident. Sessions and grants
     * end before, so that relying parties are told.
     */
    @Transactional
    public Outcome delete(AccountId id, String typed) {
        var isItsAddress = accounts.find(id)
                .filter(it -> it.email().value().equalsIgnoreCase(typed.strip()))
                .isPresent();
        if (!isItsAddress) {
            return Outcome.NOT_ITS_ADDRESS;
        }
        if (!roles.canDoWithout(id)) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        grants.revokeAll(id, REASON);
        sessions.endAll(id, REASON);
        accounts.delete(id);
        return Outcome.DELETED;
    }
}
