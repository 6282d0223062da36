package dev.signet.idp.totp;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.Standing;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.session.Method;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The step that asks for a code from an app. */
@Controller
@RequestMapping(TotpSecondFactor.STEP)
class TotpStepController {

    private final SignInGate gate;
    private final TotpAuthenticators authenticators;
    private final Journeys journeys;
    private final StepPages pages;

    TotpStepController(SignInGate gate, TotpAuthenticators authenticators, Journeys journeys, StepPages pages) {
        this.gate = gate;
        this.authenticators = authenticators;
        this.journeys = journeys;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) @Nullable String ticket, HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return gate.standing(request)
                .map(it -> page(it, journey, null, request))
                .orElseGet(() -> Redirects.to(journey.to("/login")));
    }

    @PostMapping
    ModelAndView prove(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var standing = gate.standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        if (!gate.mayTry(standing.get(), Method.TOTP, request)) {
            return StepPages.outOfTries(journey);
        }
        var account = standing.get().account();
        if (authenticators.use(account, code)) {
            return Redirects.to(gate.secondFactor(account, Method.TOTP, journey, request, response));
        }
        gate.refused(account, Method.TOTP);
        return gate.standing(request)
                .filter(standing.get()::equals)
                .map(it -> page(it, journey, "totp.wrong", request))
                .orElseGet(() -> StepPages.outOfTries(journey));
    }

    private ModelAndView page(
            Standing standing, Journey journey, @Nullable String problem, HttpServletRequest request) {
        return pages.page("totp/step", standing, journey, request).addObject("problem", problem);
    }
}
