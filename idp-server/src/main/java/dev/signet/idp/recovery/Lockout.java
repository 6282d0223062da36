package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows everybody out of an account, whoever they are. What is needed to come in again is left alone. */
@Component
class Lockout {

    private final BrowserSessions sessions;
    private final Grants grants;
    private final Links links;

    Lockout(BrowserSessions sessions, Grants grants, Links links) {
        this.sessions = sessions;
        this.grants = grants;
        this.links = links;
    }

    /** Ends every session, grant and mailed link, in the caller's transaction. */
    @Transactional
    public void of(AccountId account, String reason) {
        sessions.endAll(account, reason);
        grants.revokeAll(account, reason);
        links.revokeAll(account);
    }
}
