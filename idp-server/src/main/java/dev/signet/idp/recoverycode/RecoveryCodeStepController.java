package dev.signet.idp.recoverycode;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.Standing;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Method;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The step that asks for a recovery code, and the page that says how many are left. */
@Controller
class RecoveryCodeStepController {

    private static final String USED = "/login/recovery-code-used";

    private final SignInGate gate;
    private final RecoveryCodes codes;
    private final Journeys journeys;
    private final StepPages pages;

    RecoveryCodeStepController(SignInGate gate, RecoveryCodes codes, Journeys journeys, StepPages pages) {
        this.gate = gate;
        this.codes = codes;
        this.journeys = journeys;
        this.pages = pages;
    }

    @GetMapping(RecoveryCodeFactor.STEP)
    ModelAndView show(@RequestParam(required = false) @Nullable String ticket, HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return gate.standing(request)
                .map(it -> page(it, journey, null, request))
                .orElseGet(() -> Redirects.to(journey.to("/login")));
    }

    @PostMapping(RecoveryCodeFactor.STEP)
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
        if (!gate.mayTry(standing.get(), Method.RECOVERY_CODE, request)) {
            return StepPages.outOfTries(journey);
        }
        var account = standing.get().account();
        if (codes.use(account, code)) {
            var next = gate.secondFactor(account, Method.RECOVERY_CODE, journey, request, response);
            return Redirects.to(next.equals(journey.onwards()) ? journey.to(USED) : next);
        }
        gate.refused(account, Method.RECOVERY_CODE);
        return gate.standing(request)
                .filter(standing.get()::equals)
                .map(it -> page(it, journey, "recovery.wrong", request))
                .orElseGet(() -> StepPages.outOfTries(journey));
    }

    @GetMapping(USED)
    ModelAndView used(@RequestParam(required = false) @Nullable String ticket) {
        var journey = journeys.of(ticket);
        return BrowserSessions.current()
                .map(it -> new ModelAndView("recoverycode/used")
                        .addObject("left", codes.left(it.account()))
                        .addObject("few", RecoveryCodes.FEW)
                        .addObject("onwards", journey.onwards()))
                .orElseGet(() -> Redirects.to(journey.to("/login")));
    }

    private ModelAndView page(
            Standing standing, Journey journey, @Nullable String problem, HttpServletRequest request) {
        return pages.page("recoverycode/step", standing, journey, request).addObject("problem", problem);
    }
}
