package dev.signet.idp.login;

import dev.signet.idp.client.Clients;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What every page of a second factor shows: who is signing in, to what, and which other ways there are. */
@Component
public class StepPages {

    private final Accounts accounts;
    private final Clients clients;
    private final SecondFactors secondFactors;

    StepPages(Accounts accounts, Clients clients, SecondFactors secondFactors) {
        this.accounts = accounts;
        this.clients = clients;
        this.secondFactors = secondFactors;
    }

    /** Where somebody starts over whose tries are used up: the sign-in page, which says so. */
    public static ModelAndView outOfTries(Journey journey) {
        return Redirects.to(journey.to("/login", "tries="));
    }

    /** The model has {@code account}, {@code ticket}, {@code relyingParty}, {@code isSignedIn} and {@code otherWays}. */
    public ModelAndView page(String view, Standing standing, Journey journey, HttpServletRequest request) {
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
        var others = secondFactors.areEnrolled(standing.account()) // then there is at least what to do if it is lost
                || secondFactors
                                .offeredTo(standing.account(), Assurance.MULTI_FACTOR)
                                .size()
                        > 1;
        return new ModelAndView(view)
                .addObject(
                        "account",
                        accounts.find(standing.account())
                                .map(it -> it.email().value())
                                .orElse(""))
                .addObject("ticket", journey.ticket())
                .addObject("isSignedIn", standing.isSignedIn())
                .addObject(
                        "relyingParty",
                        journey.parameter("client_id")
                                .flatMap(clients::find)
                                .map(RelyingParties::view)
                                .orElse(null))
                .addObject("otherWays", others ? journey.to(SignInGate.SECOND_FACTOR, "choose=") : null);
    }
}
