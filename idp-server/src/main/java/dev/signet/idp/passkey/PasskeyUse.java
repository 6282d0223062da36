package dev.signet.idp.passkey;

import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.passkey.Passkey.State;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps count of how passkeys are used. */
@Service
class PasskeyUse {

    private final PasskeyRepository passkeys;
    private final Authenticators authenticators;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasskeyUse(
            PasskeyRepository passkeys, Authenticators authenticators, ApplicationEventPublisher events, Clock clock) {
        this.passkeys = passkeys;
        this.authenticators = authenticators;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes that {@code passkey} was used, and what its authenticator said about itself.
     *
     * @return false if its counter did not grow, which its owner is then warned of; or if it was removed meanwhile
     */
    @Transactional
    boolean take(State state, Passkey passkey) {
        if (passkeys.advance(passkey.authenticator(), state)) {
            authenticators.markUsed(passkey.account(), passkey.authenticator());
            return true;
        }
        if (passkeys.markCloneSuspected(passkey.authenticator(), clock.instant())) {
            events.publishEvent(new PasskeyCloneSuspected(
                    passkey.account(), passkey.authenticator(), passkey.state().signCount(), state.signCount()));
        }
        return false;
    }
}
