package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Result;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInDispatcher;
import dev.signet.idp.login.SignInDispatcher.Step;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks the person who is signed in whether a client may have what it asks for. */
@Controller
@RequestMapping(ConsentController.PATH)
class ConsentController {

    static final String PATH = "/consent";

    private final Journeys journeys;
    private final AuthorizationRequests requests;
    private final SignInDispatcher dispatcher;
    private final Consents consents;
    private final ConsentPage page;
    private final ApplicationEventPublisher events;

    ConsentController(
            Journeys journeys,
            AuthorizationRequests requests,
            SignInDispatcher dispatcher,
            Consents consents,
            ConsentPage page,
            ApplicationEventPublisher events) {
        this.journeys = journeys;
        this.requests = requests;
        this.dispatcher = dispatcher;
        this.consents = consents;
        this.page = page;
        this.events = events;
    }

    @GetMapping
    ModelAndView show(
            @RequestParam(required = false) @Nullable String ticket, Locale locale, HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return switch (requests.resume(journey)) {
            case Result.Refused refused -> Refusals.answer(refused, request);
            case Result.Passed passed ->
                dispatcher.next(passed.request().demand(), BrowserSessions.current())
                                instanceof Step.Agree(var signedIn)
                        ? page.of(passed.request(), signedIn, journey, locale, request)
                        : Redirects.to(journey.onwards());
        };
    }

    @PostMapping
    ModelAndView decide(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable String decision,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return switch (requests.resume(journey)) {
            case Result.Refused refused -> Refusals.answer(refused, request);
            case Result.Passed passed ->
                dispatcher.next(passed.request().demand(), BrowserSessions.current())
                                instanceof Step.Agree(var signedIn)
                        ? "approve".equals(decision)
                                ? approved(passed.request(), signedIn, journey)
                                : refused(passed.request(), signedIn, request)
                        : Redirects.to(journey.onwards());
        };
    }

    private ModelAndView approved(AuthorizationRequest asked, SignedIn signedIn, Journey journey) {
        consents.grant(signedIn.account(), asked.client().clientId(), asked.scopesToAgree());
        return Redirects.to(journey.onwards());
    }

    private ModelAndView refused(AuthorizationRequest asked, SignedIn signedIn, HttpServletRequest request) {
        events.publishEvent(
                new ConsentRefused(signedIn.account(), asked.client().clientId()));
        return asked.target()
                .withError(
                        new AuthorizationError(AuthorizationError.ACCESS_DENIED, "the person did not allow it"),
                        request);
    }
}
