package dev.signet.idp.recovery;

import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Says what happens to somebody who cannot use any of their second factors, and lets them ask for it. */
@Controller
@RequestMapping(FactorRemovalController.PATH)
class FactorRemovalController {

    static final String PATH = "/recovery/factors";

    private final SignInGate gate;
    private final Journeys journeys;
    private final StepPages pages;
    private final FactorRemovalRequests requests;

    FactorRemovalController(SignInGate gate, Journeys journeys, StepPages pages, FactorRemovalRequests requests) {
        this.gate = gate;
        this.journeys = journeys;
        this.pages = pages;
        this.requests = requests;
    }

    @GetMapping
    ModelAndView show(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable String sent,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        var standing = gate.standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        var account = standing.get().account();
        return pages.page("recovery/lost-factors", standing.get(), journey, request)
                .addObject("state", sent == null ? requests.stateOf(account).name() : "SENT")
                .addObject("removal", requests.running(account).orElse(null))
                .addObject("delay", requests.delay());
    }

    @PostMapping
    ModelAndView ask(@RequestParam(required = false) @Nullable String ticket, HttpServletRequest request) {
        var journey = journeys.of(ticket);
        var standing = gate.standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        return requests.ask(standing.get().account())
                ? Redirects.to(journey.to(PATH, "sent="))
                : Redirects.to(journey.to(PATH));
    }
}
