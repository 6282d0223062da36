package dev.signet.idp.passkey;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.Standing;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.passkey.PasskeyProof.Demand;
import dev.signet.idp.passkey.PasskeyProof.Outcome;
import dev.signet.idp.session.Method;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page that asks for a passkey or a security key as a further factor. */
@Controller
@RequestMapping("/login/{segment:passkey|security-key}")
class PasskeyProofController {

    private final PasskeyProof proof;
    private final Journeys journeys;
    private final SignInGate gate;
    private final StepPages pages;

    PasskeyProofController(PasskeyProof proof, Journeys journeys, SignInGate gate, StepPages pages) {
        this.proof = proof;
        this.journeys = journeys;
        this.gate = gate;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable String segment,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        var kind = KeyKind.of(segment);
        var journey = journeys.of(ticket);
        return gate.standing(request)
                .map(it -> page(kind, it, journey, null, request))
                .orElseGet(() -> Redirects.to(journey.to("/login")));
    }

    @GetMapping(path = "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CeremonyOptions<CeremonyOptions.Request>> options(
            @PathVariable String segment, HttpServletRequest request) {
        return ResponseEntity.of(gate.standing(request)
                .map(it -> demand(KeyKind.of(segment), it))
                .map(proof::options));
    }

    @PostMapping
    ModelAndView prove(
            @PathVariable String segment, PasskeyForm form, HttpServletRequest request, HttpServletResponse response) {
        var kind = KeyKind.of(segment);
        var journey = journeys.of(form.ticket());
        var standing = gate.standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        if (!gate.mayTry(standing.get(), least(kind), request)) {
            return StepPages.outOfTries(journey);
        }
        return switch (proof.verify(demand(kind, standing.get()), form.ceremony(), form.credential())) {
            case Outcome.Proved(var account, var method) ->
                Redirects.to(gate.secondFactor(account, method, journey, request, response));
            case Outcome.Refused() -> refused(kind, standing.get(), journey, request);
        };
    }

    private ModelAndView refused(KeyKind kind, Standing standing, Journey journey, HttpServletRequest request) {
        gate.refused(standing.account(), least(kind));
        return gate.standing(request)
                .filter(standing::equals)
                .map(it -> page(kind, it, journey, "passkey.refused", request))
                .orElseGet(() -> StepPages.outOfTries(journey));
    }

    /** What is being tried, as far as one can tell before it was proved. */
    private static Method least(KeyKind kind) {
        return Passkey.method(kind == KeyKind.SECURITY_KEY, false);
    }

    /** A key that anybody could have picked up is a second factor only beside something known. */
    private static Demand demand(KeyKind kind, Standing standing) {
        return new Demand(standing.account(), kind, !knowsFirst(standing));
    }

    /** Whether something else than a key came first, so that the key need not know its user. */
    private static boolean knowsFirst(Standing standing) {
        return standing.methods().contains(Method.PASSWORD)
                || standing.methods().contains(Method.FEDERATED);
    }

    private ModelAndView page(
            KeyKind kind, Standing standing, Journey journey, @Nullable String problem, HttpServletRequest request) {
        return pages.page("passkey/proof", standing, journey, request)
                .addObject("kind", kind.segment())
                .addObject("problem", problem);
    }
}
