package dev.signet.idp.protection;

import dev.signet.idp.device.Devices;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.password.PasswordChanged;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.Grants;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whoever changes a password wants everybody else out. The one browser in which it was changed goes on; every other
 * session, every token, every sign-in that is half done and every remembered browser ends, in the transaction that stores
 * the password.
 */
@Component
class PasswordChangeEndsSessions {

    private static final String REASON = "password changed";

    private final BrowserSessions sessions;
    private final Grants grants;
    private final SignInStages stages;
    private final Devices devices;

    PasswordChangeEndsSessions(BrowserSessions sessions, Grants grants, SignInStages stages, Devices devices) {
        this.sessions = sessions;
        this.grants = grants;
        this.stages = stages;
        this.devices = devices;
    }

    @EventListener
    void on(PasswordChanged changed) {
        var account = changed.account();
        BrowserSessions.current()
                .filter(it -> it.account().equals(account))
                .map(SignedIn::sid)
                .ifPresentOrElse(
                        sid -> sessions.endOthers(account, sid, REASON), () -> sessions.endAll(account, REASON));
        grants.revokeAll(account, REASON);
        stages.endAll(account);
        devices.forgetAll(account);
    }
}
