package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.login.AssurancePolicy;
import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.login.Standing;
import dev.signet.idp.user.Account;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The last step of having second factors removed. It takes both: the link that came after the waiting time, and the first
 * factor, proved a moment ago. Whoever brings the link alone proves it first and comes back; the link travels in the
 * ticket meanwhile.
 */
@Controller
@RequestMapping(FactorRemovalMails.COMPLETE)
class FactorRemovalEndController {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final SignInGate gate;
    private final Journeys journeys;
    private final FactorRemovalLinks links;
    private final AssurancePolicy policy;
    private final Clock clock;

    FactorRemovalEndController(
            SignInGate gate, Journeys journeys, FactorRemovalLinks links, AssurancePolicy policy, Clock clock) {
        this.gate = gate;
        this.journeys = journeys;
        this.links = links;
        this.policy = policy;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var secret = secret(token, journey);
        var owner = links.owner(FactorRemovalMails.COMPLETE, secret);
        if (owner.isEmpty()) {
            return unusable(response);
        }
        return proved(owner.get(), request)
                .map(_ -> new ModelAndView("recovery/factors-end")
                        .addObject("token", secret)
                        .addObject("email", owner.get().email().value()))
                .orElseGet(() -> isBack(journey, request)
                        ? unusable(response) // they proved to be somebody else, whose link this is not
                        : proveFirst(secret, owner.get()));
    }

    @PostMapping
    ModelAndView complete(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        var owner = links.owner(FactorRemovalMails.COMPLETE, token);
        if (owner.isEmpty()) {
            return unusable(response);
        }
        var standing = proved(owner.get(), request);
        if (standing.isEmpty()) {
            return proveFirst(token, owner.get());
        }
        var account = owner.get().id();
        if (!links.complete(token, account)) {
            return unusable(response);
        }
        gate.withoutSecondFactor(standing.get(), request, response);
        return Redirects.to(policy.isRequiredOf(account) ? "/login/enrol" : Enrolments.LIST + "?done=factors-removed");
    }

    private static String secret(@Nullable String token, Journey journey) {
        return Optional.ofNullable(token)
                .or(() -> journey.parameter(Links.PARAMETER))
                .orElse("");
    }

    /** The first factor of {@code owner}, proved in this browser a moment ago. */
    private Optional<Standing> proved(Account owner, HttpServletRequest request) {
        return gate.standing(request)
                .filter(it -> it.account().equals(owner.id()))
                .filter(this::isFresh);
    }

    private boolean isFresh(Standing standing) {
        return standing.firstFactorAt()
                .filter(it -> clock.instant().isBefore(it.plus(FRESH)))
                .isPresent();
    }

    /** Whether somebody has proved a first factor since {@code journey} brought them here. */
    private boolean isBack(Journey journey, HttpServletRequest request) {
        var errand = journey.errand();
        return errand != null
                && gate.standing(request)
                        .flatMap(Standing::firstFactorAt)
                        .filter(it -> !it.isBefore(errand.startedAt()))
                        .isPresent();
    }

    private ModelAndView proveFirst(String token, Account owner) {
        var parameters =
                Map.of(Links.PARAMETER, token, "login_hint", owner.email().value());
        var journey = journeys.begin(new Errand(FactorRemovalMails.COMPLETE, parameters, clock.instant()));
        return Redirects.to(journey.to("/login"));
    }

    private static ModelAndView unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return new ModelAndView(Links.UNUSABLE);
    }
}
