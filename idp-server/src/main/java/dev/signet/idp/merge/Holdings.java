package dev.signet.idp.merge;

import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.federation.Identities;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What two accounts hold, and who holds it after they were merged. Each in the caller's transaction. */
@Component
class Holdings {

    private final Identities identities;
    private final Authenticators authenticators;
    private final Consents consents;
    private final BrowserSessions sessions;
    private final SignInStages stages;
    private final Grants grants;

    Holdings(
            Identities identities,
            Authenticators authenticators,
            Consents consents,
            BrowserSessions sessions,
            SignInStages stages,
            Grants grants) {
        this.identities = identities;
        this.authenticators = authenticators;
        this.consents = consents;
        this.sessions = sessions;
        this.stages = stages;
        this.grants = grants;
    }

    /**
     * Ends what is open. Sessions and tokens do not move: relying parties know them by the {@code sub} of one account, and a
     * refresh must never turn it into another's (OpenID Connect Core 1.0 §12.2).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(AccountId account, String reason) {
        grants.revokeAll(account, reason);
        sessions.endAll(account, reason);
        stages.endAll(account);
    }

    /**
     * Passkeys and recovery codes stay: an authenticator knows its account by a handle that is its own (WebAuthn §14.6.1), and
     * of recovery codes an account has one set. So do password, addresses and profile.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Moved move(AccountId from, AccountId to) {
        var moved = new Moved(
                identities.moveAll(from, to), authenticators.moveApps(from, to), consents.copyMissing(from, to));
        stages.endAll(to); // it may have to prove more now than when they began
        return moved;
    }

    /** What left the account meanwhile does not come back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(Moved moved, AccountId from, AccountId to) {
        identities.move(moved.identities(), from, to);
        authenticators.move(moved.authenticators(), from, to);
        moved.consents().forEach((client, at) -> consents.takeBack(from, client, at));
    }
}
