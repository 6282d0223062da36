package dev.signet.idp.totp;

import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.totp.EnrolmentPages.Entry;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which somebody sets up an authenticator app. */
@Controller
@RequestMapping(TotpSecondFactor.ENROLMENT)
@FreshProof(page = TotpSecondFactor.ENROLMENT)
class TotpEnrolmentController {

    private final TotpAuthenticators authenticators;
    private final EnrolmentPages pages;
    private final Enrolments enrolments;
    private final Journeys journeys;

    TotpEnrolmentController(
            TotpAuthenticators authenticators, EnrolmentPages pages, Enrolments enrolments, Journeys journeys) {
        this.authenticators = authenticators;
        this.pages = pages;
        this.enrolments = enrolments;
        this.journeys = journeys;
    }

    /**
     * What the page sends.
     *
     * @param key sealed
     */
    record EnrolmentForm(
            @Nullable String key,
            @Nullable String code,
            @Nullable String name) {

        static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "");
        }

        @Override
        public String toString() {
            return "EnrolmentForm[redacted]";
        }
    }

    @GetMapping
    ModelAndView show(
            SignedIn signedIn, @RequestParam(required = false) @Nullable String ticket, HttpServletRequest request) {
        var entry = new Entry(signedIn.account(), TotpKey.random(), "");
        return pages.page(entry, null, journeys.of(ticket), request);
    }

    @PostMapping
    ModelAndView enrol(
            SignedIn signedIn,
            EnrolmentForm form,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var account = signedIn.account();
        var name = EnrolmentForm.text(form.name());
        var key = pages.keyOf(account, EnrolmentForm.text(form.key()));
        if (key.isEmpty()) {
            return pages.page(new Entry(account, TotpKey.random(), name), "totp.enrol.stale", journey, request);
        }
        var entry = new Entry(account, key.get(), name);
        return switch (authenticators.enrol(account, key.get(), EnrolmentForm.text(form.code()), name)) {
            case ADDED -> enrolments.finish(account, Method.TOTP, journey, request, response);
            case ALREADY -> Redirects.to(journey.errand() == null ? Enrolments.LIST : journey.onwards());
            case WRONG_CODE -> pages.page(entry, "totp.enrol.wrong", journey, request);
            case TOO_MANY -> pages.page(entry, "totp.enrol.tooMany", journey, request);
        };
    }
}
