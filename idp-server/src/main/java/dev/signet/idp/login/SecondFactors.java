package dev.signet.idp.login;

import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.login.SecondFactor.Enrolment;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/** Which second factors somebody has. */
@Service
public class SecondFactors {

    private final List<SecondFactor> all;
    private final Authenticators authenticators;

    SecondFactors(List<SecondFactor> all, Authenticators authenticators) {
        this.all = all.stream()
                .sorted(Comparator.comparingInt(SecondFactor::preference))
                .toList();
        this.authenticators = authenticators;
    }

    /** Whether {@code account} enrolled one, so that a password alone no longer signs in. */
    public boolean areEnrolled(AccountId account) {
        return !authenticators.kinds(account).isEmpty();
    }

    /** What {@code account} may use to reach {@code wanted}, the preferred one first. */
    List<SecondFactor> offeredTo(AccountId account, Assurance wanted) {
        var enrolled = authenticators.kinds(account);
        return all.stream()
                .filter(it -> it.assurance().reaches(wanted))
                .filter(it -> it.isOfferedTo(account, enrolled))
                .toList();
    }

    /** What anybody may enrol. */
    public List<Enrolment> enrolments() {
        return enrolments(Assurance.MULTI_FACTOR);
    }

    /** What anybody may enrol to reach {@code wanted}. */
    List<Enrolment> enrolments(Assurance wanted) {
        return all.stream()
                .filter(it -> it.assurance().reaches(wanted))
                .flatMap(it -> it.enrolment().stream())
                .toList();
    }
}
