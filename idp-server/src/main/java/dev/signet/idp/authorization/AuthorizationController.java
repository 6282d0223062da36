package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Result;
import dev.signet.idp.login.AccountCreation;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInDispatcher;
import dev.signet.idp.login.SignInDispatcher.Step;
import dev.signet.idp.login.Tickets;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
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
    private final ExplainedRefusals refusals;
    private final SignInDispatcher dispatcher;
    private final CodeIssue codes;
    private final AccountCreation accountCreation;
    private final Journeys journeys;

    AuthorizationController(
            AuthorizationRequests requests,
            ExplainedRefusals refusals,
            SignInDispatcher dispatcher,
            CodeIssue codes,
            AccountCreation accountCreation,
            Journeys journeys) {
        this.requests = requests;
        this.refusals = refusals;
        this.dispatcher = dispatcher;
        this.codes = codes;
        this.accountCreation = accountCreation;
        this.journeys = journeys;
    }

    @GetMapping
    ModelAndView begin(HttpServletRequest request) {
        var parameters = Parameters.of(request);
        return switch (requests.begin(parameters)) {
            case Result.Refused refused -> refusals.answer(refused, parameters, request);
            case Result.Passed passed -> answer(passed.request(), journey(passed), request);
        };
    }

    @GetMapping(params = Tickets.PARAMETER)
    ModelAndView goOn(@RequestParam(Tickets.PARAMETER) String ticket, HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return switch (requests.resume(journey)) {
            case Result.Refused refused -> refusals.answer(refused, Parameters.of(journey), request);
            case Result.Passed passed -> answer(passed.request(), journey, request);
        };
    }

    /**
     * The session cookie does not come with a form that another site posts (SameSite=Lax), so the request is taken on
     * by a redirect, with which it does.
     */
    @PostMapping
    ModelAndView post(HttpServletRequest request) {
        var parameters = Parameters.of(request);
        return switch (requests.begin(parameters)) {
            case Result.Refused refused -> refusals.answer(refused, parameters, request);
            case Result.Passed passed -> Redirects.to(journey(passed).onwards());
        };
    }

    private Journey journey(Result.Passed passed) {
        return journeys.begin(
                new Errand(PATH, passed.parameters().values(), passed.request().startedAt()));
    }

    private ModelAndView answer(AuthorizationRequest asked, Journey journey, HttpServletRequest request) {
        var step = dispatcher.next(asked.demand(), BrowserSessions.current());
        return switch (step) {
            case Step.Done(var signedIn) ->
                codes.issue(asked, signedIn)
                        .map(code -> asked.target().withCode(code, request))
                        .orElseGet(() -> asked.target().withError(used(), request));
            case Step.WrongAccount() -> asked.target().withError(wrongAccount(), request);
            case Step.OnPage page when asked.isSilent() -> asked.target().withError(silentError(page), request);
            case Step.OnPage page -> Redirects.to(page(page, asked, journey));
        };
    }

    private String page(Step.OnPage step, AuthorizationRequest asked, Journey journey) {
        return switch (step) {
            case Step.Authenticate()
            when asked.wantsNewAccount() -> journey.to(accountCreation.page().orElse("/login"));
            case Step.Authenticate() -> journey.to("/login");
            case Step.ProveMore(var wanted) -> journey.to("/login/factor", "acr=" + wanted.acr());
            case Step.Enrol(var wanted) -> journey.to("/login/enrol", "acr=" + wanted.acr());
            case Step.Act(var page) -> journey.to(page);
            case Step.Agree _ -> journey.to(ConsentController.PATH);
        };
    }

    private static AuthorizationError used() {
        return new AuthorizationError(
                AuthorizationError.INVALID_REQUEST_URI, "the request_uri has given a code before");
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
}
