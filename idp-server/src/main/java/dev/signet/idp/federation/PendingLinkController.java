package dev.signet.idp.federation;

import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Somebody who came back from a provider signed in to their account to prove that it is theirs. Asks once more, by name,
 * before the two are linked: it may be another account than they thought.
 */
@Controller
@RequestMapping(PendingLinkController.PATH)
@FreshProof(page = PendingLinkController.PATH)
class PendingLinkController {

    static final String PATH = "/account/sign-ins/pending";

    private final PendingIdentities pending;
    private final Arrival arrival;
    private final Accounts accounts;
    private final Journeys journeys;
    private final FederationPages pages;

    PendingLinkController(
            PendingIdentities pending, Arrival arrival, Accounts accounts, Journeys journeys, FederationPages pages) {
        this.pending = pending;
        this.arrival = arrival;
        this.accounts = accounts;
        this.journeys = journeys;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView confirm(SignedIn signedIn, HttpServletRequest request) {
        var held = held(signedIn, request);
        if (held.isEmpty()) {
            return Redirects.to(LinkedSignInsController.PATH);
        }
        FederationPages.leadOn(journeys.of(held.get().ticket()), request);
        var account = accounts.find(signedIn.account()).map(Account::email).orElseThrow();
        return new ModelAndView("federation/confirm")
                .addObject("provider", pages.nameOf(held.get().identity().provider()))
                .addObject("label", held.get().identity().label())
                .addObject("email", account.value());
    }

    @PostMapping
    ModelAndView link(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        var held = held(signedIn, request);
        if (held.isEmpty() || !pending.end(request, response)) {
            return Redirects.to(LinkedSignInsController.PATH);
        }
        var identity = held.get().identity();
        var journey = journeys.of(held.get().ticket());
        return switch (arrival.accountProved(
                identity, signedIn.account(), held.get().reason())) {
            case Arrival.Outcome.Recognised _ ->
                Redirects.to(
                        journey.errand() == null ? LinkedSignInsController.PATH + "?done=linked" : journey.onwards());
            case Arrival.Outcome.Refused(var cause, var account) ->
                pages.refused(new Refusal(identity.provider(), cause, null, account), journey, response);
            case Arrival.Outcome.ProofNeeded _ -> throw new IllegalStateException("the account is proved");
        };
    }

    /** What began on somebody's own pages is not for whoever signs in to this browser after them. */
    private Optional<PendingIdentity> held(SignedIn signedIn, HttpServletRequest request) {
        return pending.find(request)
                .filter(it -> it.owner() == null
                        || it.owner().equals(signedIn.account().value()));
    }
}
