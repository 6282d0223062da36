package dev.signet.idp.recoverycode;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.login.SecondFactor;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Offers a recovery code during sign-in, after what people have at hand. */
@Component
class RecoveryCodeFactor implements SecondFactor {

    static final String STEP = "/login/recovery-code";

    @Override
    public String path() {
        return STEP;
    }

    @Override
    public String label() {
        return "recovery.offer";
    }

    /** Nobody enrols recovery codes alone: they stand in for something else. */
    @Override
    public Optional<Enrolment> enrolment() {
        return Optional.empty();
    }

    @Override
    public Assurance assurance() {
        return Assurance.MULTI_FACTOR;
    }

    @Override
    public int preference() {
        return 80;
    }

    @Override
    public boolean isOfferedTo(AccountId account, Set<Kind> enrolled) {
        return enrolled.contains(Kind.RECOVERY_CODES);
    }
}
