package dev.signet.idp.registration;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.BusyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind the link of a registration or an invitation: name and password. */
@Controller
@RequestMapping(Registration.PURPOSE)
class RegistrationLinkController {

    private final Registration registration;
    private final PasswordPolicy policy;
    private final SameBrowser sameBrowser;
    private final Journeys journeys;
    private final SignInGate gate;

    RegistrationLinkController(
            Registration registration,
            PasswordPolicy policy,
            SameBrowser sameBrowser,
            Journeys journeys,
            SignInGate gate) {
        this.registration = registration;
        this.policy = policy;
        this.sameBrowser = sameBrowser;
        this.journeys = journeys;
        this.gate = gate;
    }

    /** What the page holds. */
    record AccountForm(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password) {

        @Override
        public String toString() {
            return "AccountForm[redacted]";
        }
    }

    @GetMapping
    String form(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("form", new AccountForm(token, null, null));
        return page(token, model, request, response);
    }

    @PostMapping
    String complete(
            @ModelAttribute("form") AccountForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var token = text(form.token());
        return switch (registration.complete(token, text(form.name()), text(form.password()))) {
            case Registration.Outcome.Completed(var account, var link) -> welcome(account, link, request, response);
            case Registration.Outcome.LinkUnusable _ -> unusable(response);
            case Registration.Outcome.AccountExists _ -> "registration/exists";
            case Registration.Outcome.Rejected(var violations, var passwordViolations) -> {
                violations.forEach(it -> errors.rejectValue(it.claim(), "setup.violation." + it.rule()));
                passwordViolations.forEach(it -> errors.rejectValue(
                        "password", "password.violation." + it, new Object[] {policy.limitOf(it)}, null));
                yield page(token, model, request, response);
            }
            case Registration.Outcome.Busy(var retryAfter) -> throw new BusyException(retryAfter);
        };
    }

    /**
     * In the browser that began, the person is signed in and goes on to where they were going. Another one, such as that
     * of a phone on which the mail was read, stays signed out: who holds it is not known.
     */
    private String welcome(
            AccountId account, MailedLink link, HttpServletRequest request, HttpServletResponse response) {
        return journey(link, request)
                .flatMap(it -> gate.firstFactor(account, Method.PASSWORD, it, request, response))
                .map(it -> "redirect:" + it)
                .orElse("registration/done");
    }

    /** Where they were going, in the browser that began; empty in any other. */
    private Optional<Journey> journey(MailedLink link, HttpServletRequest request) {
        return link.data(Registration.BROWSER)
                .filter(it -> sameBrowser.is(it, request))
                .map(_ -> journeys.of(link.data(Registration.TICKET).orElse(null)));
    }

    private String page(String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        var link = registration.link(token);
        if (link.isEmpty()) {
            return unusable(response);
        }
        journey(link.get(), request)
                .flatMap(it -> it.parameter("redirect_uri"))
                .ifPresent(it -> RelyingParties.allowRedirect(request, it));
        model.addAttribute("email", link.get().address().value());
        model.addAttribute("passwordMinLength", policy.minLength());
        return "registration/complete";
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return Links.UNUSABLE;
    }
}
