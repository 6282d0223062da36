package dev.signet.idp.passkey;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.passkey.PasskeyProof.Demand;
import dev.signet.idp.passkey.PasskeyProof.Outcome;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Signing in with nothing but a passkey: what the part on the sign-in page asks and sends, and where that ends. */
@Controller
@RequestMapping("/login/passkey/sign-in")
class PasskeySignInController {

    private final PasskeyProof proof;
    private final Journeys journeys;
    private final SignInGate gate;

    PasskeySignInController(PasskeyProof proof, Journeys journeys, SignInGate gate) {
        this.proof = proof;
        this.journeys = journeys;
        this.gate = gate;
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) @Nullable String ticket, HttpServletRequest request) {
        return page(journeys.of(ticket), null, request);
    }

    @GetMapping(path = "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    CeremonyOptions<CeremonyOptions.Request> options() {
        return proof.options(Demand.SIGN_IN);
    }

    @PostMapping
    ModelAndView signIn(PasskeyForm form, HttpServletRequest request, HttpServletResponse response) {
        var journey = journeys.of(form.ticket());
        return switch (proof.verify(Demand.SIGN_IN, form.ceremony(), form.credential())) {
            case Outcome.Proved(var account, var method) ->
                gate.firstFactor(account, method, journey, request, response)
                        .map(Redirects::to)
                        .orElseGet(() -> {
                            proof.accountRefused(Demand.SIGN_IN, account);
                            return page(journey, "passkey.refused", request);
                        });
            case Outcome.Refused() -> page(journey, "passkey.refused", request);
        };
    }

    private static ModelAndView page(Journey journey, @Nullable String problem, HttpServletRequest request) {
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
        return new ModelAndView("passkey/sign-in")
                .addObject("ticket", journey.ticket())
                .addObject("problem", problem)
                .addObject("password", journey.to("/login"));
    }
}
