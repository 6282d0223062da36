package dev.signet.idp.merge;

import dev.signet.idp.login.Errand;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.merge.AccountMerge.Obstacle;
import dev.signet.idp.merge.AccountMerge.Outcome;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * On these pages a person makes one account of two. Both are proved: the one on whose pages it begins by the proof that these
 * pages ask for, the other by signing in to it.
 */
@Controller
@RequestMapping(MergeController.PATH)
class MergeController {

    static final String PATH = "/account/merge";
    static final String CONFIRM = PATH + "/confirm";

    private final AccountMerge merge;
    private final MergeOffers offers;
    private final Accounts accounts;
    private final Journeys journeys;
    private final MergeProperties settings;
    private final Clock clock;

    MergeController(
            AccountMerge merge,
            MergeOffers offers,
            Accounts accounts,
            Journeys journeys,
            MergeProperties settings,
            Clock clock) {
        this.merge = merge;
        this.offers = offers;
        this.accounts = accounts;
        this.journeys = journeys;
        this.settings = settings;
        this.clock = clock;
    }

    /** One of the two. */
    record AccountView(String name, String email, Instant createdAt) {}

    @GetMapping
    @FreshProof(page = PATH)
    ModelAndView explain() {
        return new ModelAndView("merge/begin")
                .addObject("days", settings.undoWithin().toDays());
    }

    @PostMapping
    @FreshProof(page = PATH)
    ModelAndView begin(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        offers.begin(signedIn.account(), request, response);
        var journey = journeys.begin(Errand.toPage(CONFIRM, clock.instant()));
        return Redirects.to(journey.to("/login", "switch="));
    }

    @GetMapping("/confirm")
    @FreshProof(page = CONFIRM)
    ModelAndView confirm(SignedIn signedIn, HttpServletRequest request) {
        return offers.find(request)
                .map(first -> page(first, signedIn.account()))
                .orElseGet(() -> Redirects.to(PATH));
    }

    /** @param keep which of the two goes on: the one that was proved {@code first}, or the {@code second} one */
    @PostMapping("/confirm")
    @FreshProof(page = CONFIRM)
    ModelAndView merge(
            SignedIn signedIn,
            @RequestParam(defaultValue = "first") String keep,
            HttpServletRequest request,
            HttpServletResponse response) {
        var offered = offers.take(request, response);
        if (offered.isEmpty()) {
            return Redirects.to(PATH);
        }
        var first = offered.get();
        var second = signedIn.account();
        var isFirst = !keep.equals("second");
        var email = isFirst ? email(first) : email(second);
        return switch (merge.merge(isFirst ? first : second, isFirst ? second : first, null)) {
            case Outcome.Merged _ ->
                new ModelAndView("merge/done")
                        .addObject("email", email)
                        .addObject("days", settings.undoWithin().toDays())
                        .addObject("shownOnce", true);
            case Outcome.Refused(var obstacle) -> refused(obstacle);
        };
    }

    private ModelAndView page(AccountId first, AccountId second) {
        var obstacle = merge.obstacle(first, second);
        return obstacle.isPresent()
                ? refused(obstacle.get())
                : new ModelAndView("merge/confirm")
                        .addObject("first", view(first))
                        .addObject("second", view(second))
                        .addObject("days", settings.undoWithin().toDays());
    }

    private static ModelAndView refused(Obstacle obstacle) {
        return new ModelAndView("merge/refused")
                .addObject("obstacle", obstacle.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private @Nullable AccountView view(AccountId id) {
        return accounts.find(id)
                .map(it -> new AccountView(it.displayName(), it.email().value(), it.createdAt()))
                .orElse(null);
    }

    private String email(AccountId id) {
        return accounts.find(id).map(it -> it.email().value()).orElse("");
    }
}
