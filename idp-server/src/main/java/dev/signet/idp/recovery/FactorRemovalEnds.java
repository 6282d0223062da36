package dev.signet.idp.recovery;

import dev.signet.idp.login.SecondFactorProved;
import dev.signet.idp.password.PasswordChanged;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.EmailChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What ends the removal of second factors without anybody asking for that. */
@Component
class FactorRemovalEnds {

    private final FactorRemovals removals;

    FactorRemovalEnds(FactorRemovals removals) {
        this.removals = removals;
    }

    /** They are not lost. A code by mail says nothing about that: whoever waits has the mailbox. */
    @EventListener
    void on(SecondFactorProved proved) {
        if (proved.method() != Method.EMAIL_CODE) {
            removals.cancel(proved.account(), "second factor proved");
        }
    }

    /** Whoever asked for it proved another password. */
    @EventListener
    void on(PasswordChanged changed) {
        removals.cancel(changed.account(), "password changed");
    }

    /** Whoever confirmed it reads another mailbox. */
    @EventListener
    void on(EmailChanged changed) {
        removals.cancel(changed.account(), "e-mail address changed");
    }
}
