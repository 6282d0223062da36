package dev.signet.idp.totp;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.login.SecondFactor;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Offers a code from an app, during sign-in and for enrolment. */
@Component
class TotpSecondFactor implements SecondFactor {

    static final String STEP = "/login/totp";
    static final String ENROLMENT = "/account/authenticators/totp/new";

    @Override
    public String path() {
        return STEP;
    }

    @Override
    public String label() {
        return "totp.offer";
    }

    @Override
    public Optional<Enrolment> enrolment() {
        return Optional.of(new Enrolment("totp.enrol", "totp.enrol.detail", ENROLMENT));
    }

    @Override
    public Assurance assurance() {
        return Assurance.MULTI_FACTOR;
    }

    @Override
    public int preference() {
        return 20;
    }

    @Override
    public boolean isOfferedTo(AccountId account, Set<Kind> enrolled) {
        return enrolled.contains(Kind.TOTP);
    }
}
