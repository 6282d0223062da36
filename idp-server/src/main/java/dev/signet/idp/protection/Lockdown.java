package dev.signet.idp.protection;

import dev.signet.idp.device.Devices;
import dev.signet.idp.link.Links;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes an account to everybody, whoever is in it. Its owner gets in again through their mailbox. */
@Service
public class Lockdown {

    private final Distrust distrust;
    private final BrowserSessions sessions;
    private final Grants grants;
    private final Devices devices;
    private final Links links;
    private final ApplicationEventPublisher events;

    Lockdown(
            Distrust distrust,
            BrowserSessions sessions,
            Grants grants,
            Devices devices,
            Links links,
            ApplicationEventPublisher events) {
        this.distrust = distrust;
        this.sessions = sessions;
        this.grants = grants;
        this.devices = devices;
        this.links = links;
        this.events = events;
    }

    /**
     * Ends every session, grant, sign-in that is half done, known browser and mailed link of {@code account}, and takes
     * its password away, in the caller's transaction. Relying parties are told that the sessions are over.
     *
     * @param reason in words, for the audit trail
     * @param since from when on nothing is trusted: second factors that were added and applications that were allowed at
     *     that moment or later go too. Null if nobody knows; then they stay
     */
    @Transactional
    public LockdownReport of(AccountId account, String reason, @Nullable Instant since) {
        var removed = distrust.from(account, since);
        links.revokeAll(account, NotMeLinks.PURPOSE); // apart from the others, because nobody asked for these
        var applications = grants.revokeAll(account, reason); // before the sessions, with which most of them would end
        var report = new LockdownReport(
                sessions.endAll(account, reason),
                applications,
                devices.forgetAll(account),
                links.revokeAll(account),
                removed.agreements(),
                removed.authenticators(),
                removed.otherWays());
        events.publishEvent(new AccountLockedDown(account, reason, report));
        return report;
    }
}
