package dev.signet.idp.federation;

import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.federation.LinkingRules.Step;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Says which account was found and asks for the proof that is missing: the account's factors, or its mailbox. */
@Controller
@RequestMapping(ProofController.PATH)
class ProofController {

    static final String PATH = "/login/link";

    private final PendingIdentities pending;
    private final ProofMails mails;
    private final Limits limits;
    private final Journeys journeys;
    private final FederationPages pages;
    private final Clock clock;

    ProofController(
            PendingIdentities pending,
            ProofMails mails,
            Limits limits,
            Journeys journeys,
            FederationPages pages,
            Clock clock) {
        this.pending = pending;
        this.mails = mails;
        this.limits = limits;
        this.journeys = journeys;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView ask(
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request,
            HttpServletResponse response) {
        return pending.find(request)
                .map(it -> it.owner() == null ? page(it) : Redirects.to(PendingLinkController.PATH))
                .orElseGet(() -> pages.refused(new Refusal("", Cause.PENDING_GONE), journeys.of(ticket), response));
    }

    /** Sends the mail. The page after it is the same whether there was anybody to send it to. */
    @PostMapping
    ModelAndView send(Locale language, HttpServletRequest request, HttpServletResponse response) {
        limits.take(Attempt.of(Limit.PROOF_MAIL, Subject.caller())).orThrow();
        var held = pending.find(request);
        if (held.isEmpty()) {
            return pages.refused(new Refusal("", Cause.PENDING_GONE), journeys.of(null), response);
        }
        if (held.get().step() != Step.PROVE_FACTORS) {
            mails.send(held.get(), language, request, response);
        }
        return Redirects.to(PATH + "/sent");
    }

    @GetMapping("/sent")
    String sent() {
        return "federation/sent";
    }

    private ModelAndView page(PendingIdentity held) {
        var identity = held.identity();
        var toSignIn = journeys.begin(Errand.toPage(PendingLinkController.PATH, clock.instant()));
        return new ModelAndView("federation/proof")
                .addObject("provider", pages.nameOf(identity.provider()))
                .addObject("label", identity.label())
                .addObject("email", identity.email())
                .addObject("kind", kind(held))
                .addObject("byMail", !kind(held).equals("other"))
                .addObject("signIn", toSignIn.to("/login", "switch="))
                .addObject("cancel", journeys.of(held.ticket()).to("/login"));
    }

    /**
     * By which words the page says what is known. Whoever can name any address at their provider must not learn here who has
     * an account, nor with whom it is linked.
     */
    private static String kind(PendingIdentity held) {
        if (!held.identity().emailVerified()) {
            return "unsure";
        }
        return switch (held.step()) {
            case PROVE_FACTORS -> "other";
            case PROVE_ACCOUNT -> "found";
            default -> "unsure";
        };
    }
}
