package dev.signet.idp.login;

import dev.signet.idp.consent.Consent;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.subject.Subjects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Decides the next step of a sign-in from what is stored, and from nothing else. Every way in comes through here, and
 * comes here again after each step; docs/architecture.md has the decisions as a table.
 */
@Service
public class SignInDispatcher {

    private final AssurancePolicy policy;
    private final SecondFactors secondFactors;
    private final List<RequiredAction> actions;
    private final Consents consents;
    private final Subjects subjects;
    private final Clock clock;

    SignInDispatcher(
            AssurancePolicy policy,
            SecondFactors secondFactors,
            List<RequiredAction> actions,
            Consents consents,
            Subjects subjects,
            Clock clock) {
        this.policy = policy;
        this.secondFactors = secondFactors;
        this.actions = actions;
        this.consents = consents;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** What has to happen next. */
    public sealed interface Step {

        /** A step that needs a page. */
        sealed interface OnPage extends Step {}

        /** Somebody has to prove who they are. */
        record Authenticate() implements OnPage {}

        /** Somebody signed in for this request, and it is not the one whom the relying party means. */
        record WrongAccount() implements Step {}

        /** The person who is signed in has to prove one more factor to reach {@code wanted}. */
        record ProveMore(Assurance wanted) implements OnPage {}

        /** The person who is signed in has nothing that reaches {@code wanted}, and has to enrol it. */
        record Enrol(Assurance wanted) implements OnPage {}

        /** The person who is signed in has something to do first, on {@code page}. */
        record Act(String page) implements OnPage {}

        /** The person who is signed in has to agree. */
        record Agree(SignedIn signedIn) implements OnPage {}

        /** Nothing is left to do. */
        record Done(SignedIn signedIn) implements Step {}
    }

    public Step next(SignInDemand demand, Optional<SignedIn> current) {
        if (current.isEmpty() || isTooOld(demand, current.get())) {
            return new Step.Authenticate();
        }
        var signedIn = current.get();
        if (isSomebodyElse(demand, signedIn)) {
            return isFor(demand, signedIn) ? new Step.WrongAccount() : new Step.Authenticate();
        }
        var missing = policy.missing(demand, signedIn);
        if (missing.isPresent()) {
            var wanted = missing.get();
            return secondFactors.offeredTo(signedIn.account(), wanted).isEmpty()
                    ? new Step.Enrol(wanted)
                    : new Step.ProveMore(wanted);
        }
        var pending =
                actions.stream().flatMap(it -> it.pendingFor(signedIn).stream()).findFirst();
        if (pending.isPresent()) {
            return new Step.Act(pending.get());
        }
        if (needsConsent(demand, signedIn)) {
            return new Step.Agree(signedIn);
        }
        return new Step.Done(signedIn);
    }

    private boolean isTooOld(SignInDemand demand, SignedIn signedIn) {
        if (isFor(demand, signedIn)) {
            return false;
        }
        var maxAge = demand.maxAge();
        return demand.signInAgain()
                || (maxAge != null
                        && clock.instant().isAfter(signedIn.authTime().plus(maxAge)));
    }

    /** A sign-in after the request came in was for this request, however short the relying party wants it. */
    private static boolean isFor(SignInDemand demand, SignedIn signedIn) {
        return !signedIn.authTime().isBefore(demand.startedAt());
    }

    private boolean isSomebodyElse(SignInDemand demand, SignedIn signedIn) {
        return demand.expectedSubject() != null
                && !demand.expectedSubject().equals(subjects.of(signedIn.account(), demand.client()));
    }

    private boolean needsConsent(SignInDemand demand, SignedIn signedIn) {
        if (!demand.client().requireConsent() && !demand.consentAgain()) {
            return false;
        }
        var consent = consents.find(signedIn.account(), demand.client().clientId());
        return !consent.filter(it -> covers(it, demand)).isPresent();
    }

    private static boolean covers(Consent consent, SignInDemand demand) {
        return consent.covers(demand.scopes())
                && !(demand.consentAgain() && consent.grantedAt().isBefore(demand.startedAt()));
    }
}
