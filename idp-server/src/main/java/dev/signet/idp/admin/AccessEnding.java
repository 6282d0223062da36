package dev.signet.idp.admin;

import dev.signet.idp.login.SignInStages;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows everybody out of an account. */
@Component
class AccessEnding {

    private final BrowserSessions sessions;
    private final Grants grants;
    private final SignInStages stages;

    AccessEnding(BrowserSessions sessions, Grants grants, SignInStages stages) {
        this.sessions = sessions;
        this.grants = grants;
        this.stages = stages;
    }

    /** Ends every session and what hangs on it; applications with offline access go on. Returns how many there were. */
    @Transactional
    int endSessions(AccountId account, String reason) {
        stages.endAll(account);
        return sessions.endAll(account, reason);
    }

    /** Ends every session and every grant, in the caller's transaction. Returns how many sessions there were. */
    @Transactional
    int endEverything(AccountId account, String reason) {
        grants.revokeAll(account, reason);
        return endSessions(account, reason);
    }
}
