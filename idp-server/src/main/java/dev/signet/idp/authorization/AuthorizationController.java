package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Result;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInDispatcher;
import dev.signet.idp.login.SignInDispatcher.Step;
import dev.signet.idp.login.Tickets;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.AuthorizationCodeDetails;
import dev.signet.idp.token.AuthorizationCodes;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core 1.0 §3.1.2). */
@Controller
@RequestMapping(AuthorizationController.PATH)
class AuthorizationController {

    static final String PATH = "/oauth2/authorize";

    private final AuthorizationRequests requests;
    private final SignInDispatcher dispatcher;
    private final AuthorizationCodes codes;
    private final Journeys journeys;
    private final Clock clock;

    AuthorizationController(
            AuthorizationRequests requests,
            SignInDispatcher dispatcher,
            AuthorizationCodes codes,
            Journeys journeys,
            Clock clock) {
        this.requests = requests;
        this.dispatcher = dispatcher;
        this.codes = codes;
        this.journeys = journeys;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView get(
            @RequestParam(name = Tickets.PARAMETER, required = false) @Nullable String ticket,
            HttpServletRequest request) {
        var journey = ticket == null ? begin(request) : journeys.of(ticket);
        return switch (requests.check(journey, Parameters.of(request).repeated())) {
            case Result.Refused refused -> Refusals.answer(refused, request);
            case Result.Passed(var passed) -> answer(passed, journey, request);
        };
    }

    /**
     * The session cookie does not come with a form that another site posts (SameSite=Lax), so the request is taken on
     * by a redirect, with which it does.
     */
    @PostMapping
    ModelAndView post(HttpServletRequest request) {
        var journey = begin(request);
        return switch (requests.check(journey, Parameters.of(request).repeated())) {
            case Result.Refused refused -> Refusals.answer(refused, request);
            case Result.Passed _ -> Redirects.to(journey.onwards());
        };
    }

    private Journey begin(HttpServletRequest request) {
        return journeys.begin(new Errand(PATH, Parameters.of(request).values(), clock.instant()));
    }

    private ModelAndView answer(AuthorizationRequest asked, Journey journey, HttpServletRequest request) {
        var step = dispatcher.next(asked.demand(), BrowserSessions.current());
        return switch (step) {
            case Step.Done(var signedIn) -> asked.target().withCode(code(asked, signedIn), request);
            case Step.WrongAccount() -> asked.target().withError(wrongAccount(), request);
            case Step.OnPage page when asked.isSilent() -> asked.target().withError(silentError(page), request);
            case Step.OnPage page -> Redirects.to(page(page, journey));
        };
    }

    private static String page(Step.OnPage step, Journey journey) {
        return switch (step) {
            case Step.Authenticate() -> journey.to("/login");
            case Step.ProveMore(var wanted) -> journey.to("/login/factor", "acr=" + wanted.acr());
            case Step.Enrol(var wanted) -> journey.to("/login/enrol", "acr=" + wanted.acr());
            case Step.Act(var page) -> journey.to(page);
            case Step.Agree _ -> journey.to(ConsentController.PATH);
        };
    }

    private static AuthorizationError wrongAccount() {
        return new AuthorizationError(
                AuthorizationError.LOGIN_REQUIRED, "somebody else signed in than the client means");
    }

    /** What {@code prompt=none} gets where a page would be needed (OpenID Connect Core 1.0 §3.1.2.6). */
    private static AuthorizationError silentError(Step.OnPage step) {
        return switch (step) {
            case Step.Authenticate() ->
                new AuthorizationError(
                        AuthorizationError.LOGIN_REQUIRED, "nobody is signed in, or not recently enough");
            case Step.ProveMore _ ->
                new AuthorizationError(
                        AuthorizationError.LOGIN_REQUIRED, "the person has to prove one more factor for this acr");
            case Step.Enrol _ ->
                new AuthorizationError(
                        AuthorizationError.INTERACTION_REQUIRED, "the person has to enrol a second factor first");
            case Step.Act _ ->
                new AuthorizationError(AuthorizationError.INTERACTION_REQUIRED, "the person has something to do first");
            case Step.Agree _ ->
                new AuthorizationError(AuthorizationError.CONSENT_REQUIRED, "the person has not agreed yet");
        };
    }

    private String code(AuthorizationRequest asked, SignedIn signedIn) {
        return codes.issue(new AuthorizationCodeDetails(
                asked.client().clientId(),
                signedIn,
                asked.acr(signedIn.assurance()),
                asked.scopes(),
                asked.claims(),
                asked.target().redirectUri(),
                asked.nonce(),
                asked.codeChallenge()));
    }
}
