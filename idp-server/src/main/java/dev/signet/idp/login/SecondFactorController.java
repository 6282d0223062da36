package dev.signet.idp.login;

import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Leads to the page of a second factor, or lists those that somebody can choose from. */
@Controller
class SecondFactorController {

    private final SignInGate gate;
    private final SecondFactors secondFactors;
    private final Journeys journeys;
    private final StepPages pages;
    private final List<LostFactors> lostFactors;

    SecondFactorController(
            SignInGate gate,
            SecondFactors secondFactors,
            Journeys journeys,
            StepPages pages,
            List<LostFactors> lostFactors) {
        this.gate = gate;
        this.secondFactors = secondFactors;
        this.journeys = journeys;
        this.pages = pages;
        this.lostFactors = lostFactors;
    }

    /** One line of a list. */
    record Offer(String label, @Nullable String detail, String address) {}

    @GetMapping(SignInGate.SECOND_FACTOR)
    ModelAndView choose(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(name = "choose", required = false) @Nullable String choose,
            @RequestParam(name = "acr", required = false) @Nullable String acr,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        var standing = gate.standing(request);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        var errand = journey.errand();
        if (errand != null && lostFactors.stream().anyMatch(it -> it.isEndOf(errand))) {
            return Redirects.to(journey.onwards());
        }
        var account = standing.get().account();
        var offered = secondFactors.offeredTo(account, wanted(acr));
        if (choose == null && !offered.isEmpty()) {
            return Redirects.to(journey.to(offered.getFirst().path()));
        }
        return pages.page("login/factors", standing.get(), journey, request)
                .addObject(
                        "offers",
                        offered.stream()
                                .map(it -> new Offer(it.label(), null, journey.to(it.path())))
                                .toList())
                .addObject("lost", lost(account, journey));
    }

    private List<Offer> lost(AccountId account, Journey journey) {
        return secondFactors.areEnrolled(account)
                ? lostFactors.stream()
                        .map(it -> new Offer(it.label(), null, journey.to(it.path())))
                        .toList()
                : List.of();
    }

    /** For somebody who signed in and has no factor that is strong enough for where they are going. */
    @GetMapping("/login/enrol")
    ModelAndView enrol(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(name = "acr", required = false) @Nullable String acr,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        var standing = gate.standing(request).filter(Standing::isSignedIn);
        if (standing.isEmpty()) {
            return Redirects.to(journey.to("/login"));
        }
        return pages.page("login/enrol", standing.get(), journey, request)
                .addObject(
                        "offers",
                        secondFactors.enrolments(wanted(acr)).stream()
                                .map(it -> new Offer(it.label(), it.detail(), journey.to(it.path())))
                                .toList());
    }

    private static Assurance wanted(@Nullable String acr) {
        return Optional.ofNullable(acr).flatMap(Assurance::of).orElse(Assurance.MULTI_FACTOR);
    }
}
