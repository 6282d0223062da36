package dev.signet.idp.emailcode;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.Standing;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.session.Method;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The step that sends a code and asks for it. Opening the page sends nothing. */
@Controller
class EmailCodeController {

    private static final String SEND = "/login/email-code-send";

    private final SignInGate gate;
    private final EmailCodes codes;
    private final EmailCodeFactor factor;
    private final Journeys journeys;
    private final StepPages pages;

    EmailCodeController(SignInGate gate, EmailCodes codes, EmailCodeFactor factor, Journeys journeys, StepPages pages) {
        this.gate = gate;
        this.codes = codes;
        this.factor = factor;
        this.journeys = journeys;
        this.pages = pages;
    }

    /** @param id of the code that was sent; absent before the first one */
    @GetMapping(EmailCodeFactor.STEP)
    ModelAndView show(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable String id,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return standing(request)
                .map(it -> page(it, journey, parse(id).orElse(null), null, request))
                .orElseGet(() -> Redirects.to(journey.to("/login")));
    }

    @PostMapping(SEND)
    ModelAndView send(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable String id,
            Locale language,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        var standing = standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        var recipient = factor.recipient(standing.get().account())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return codes.send(recipient, language)
                .map(it -> Redirects.to(journey.to(EmailCodeFactor.STEP, "id=" + it)))
                .orElseGet(() -> page(standing.get(), journey, parse(id).orElse(null), "emailCode.tooOften", request));
    }

    @PostMapping(EmailCodeFactor.STEP)
    ModelAndView prove(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var standing = standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        if (!gate.mayTry(standing.get(), Method.EMAIL_CODE, request)) {
            return StepPages.outOfTries(journey);
        }
        var account = standing.get().account();
        var sent = parse(id);
        if (sent.isPresent() && codes.use(account, sent.get(), code)) {
            return Redirects.to(gate.secondFactor(account, Method.EMAIL_CODE, journey, request, response));
        }
        gate.refused(account, Method.EMAIL_CODE);
        return gate.standing(request)
                .filter(standing.get()::equals)
                .map(it -> page(it, journey, sent.orElse(null), "emailCode.wrong", request))
                .orElseGet(() -> StepPages.outOfTries(journey));
    }

    /** Empty also for somebody to whom this factor is not open. */
    private Optional<Standing> standing(HttpServletRequest request) {
        return gate.standing(request)
                .filter(it -> factor.recipient(it.account()).isPresent());
    }

    private ModelAndView page(
            Standing standing,
            Journey journey,
            @Nullable UUID id,
            @Nullable String problem,
            HttpServletRequest request) {
        return pages.page("emailcode/step", standing, journey, request)
                .addObject("id", id)
                .addObject("problem", problem);
    }

    private static Optional<UUID> parse(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
