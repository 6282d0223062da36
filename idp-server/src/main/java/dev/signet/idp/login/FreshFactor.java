package dev.signet.idp.login;

import dev.signet.idp.session.Assurance;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for a second factor that was proved not long ago. Other than {@link FreshProof} it asks people who have none to
 * enrol one.
 */
@Component
public class FreshFactor {

    private final SecondFactors secondFactors;
    private final Journeys journeys;
    private final Clock clock;

    FreshFactor(SecondFactors secondFactors, Journeys journeys, Clock clock) {
        this.secondFactors = secondFactors;
        this.journeys = journeys;
        this.clock = clock;
    }

    /**
     * Where {@code signedIn} has to go first, and comes back from to {@code page}; empty if there is nothing to prove.
     *
     * @param age how old the proof may be
     * @param page a path of ours
     */
    public Optional<String> detour(SignedIn signedIn, Duration age, String page) {
        var isFresh = signedIn.assurance().reaches(Assurance.MULTI_FACTOR)
                && signedIn.lastProof(Method::isSecondFactor)
                        .filter(it -> clock.instant().isBefore(it.plus(age)))
                        .isPresent();
        if (isFresh) {
            return Optional.empty();
        }
        var journey = journeys.begin(Errand.toPage(page, clock.instant()));
        return Optional.of(
                journey.to(secondFactors.areEnrolled(signedIn.account()) ? SignInGate.SECOND_FACTOR : "/login/enrol"));
    }
}
