package dev.signet.idp.setup;

import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.setup.AdministratorCreation.Outcome;
import dev.signet.idp.user.Violation;
import dev.signet.idp.web.BusyException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
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

/** The page behind the set-up link. The secret moves from the address into the form, so it is sent once more only. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private final AdministratorCreation administrators;
    private final SetupLink link;
    private final PasswordPolicy policy;
    private final Limits limits;

    SetupController(AdministratorCreation administrators, SetupLink link, PasswordPolicy policy, Limits limits) {
        this.administrators = administrators;
        this.link = link;
        this.policy = policy;
        this.limits = limits;
    }

    /** What the page holds. */
    record SetupForm(
            @Nullable String token,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {

        NewAdministrator administrator() {
            return new NewAdministrator(text(name), text(email), text(password));
        }

        private static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "");
        }

        @Override
        public String toString() {
            return "SetupForm[redacted]";
        }
    }

    @GetMapping
    String form(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        if (!link.isUsable(token)) {
            return linkUnusable(response);
        }
        model.addAttribute("form", new SetupForm(token, null, null, null));
        return form(model);
    }

    @PostMapping
    String complete(
            @ModelAttribute("form") SetupForm form, BindingResult errors, Model model, HttpServletResponse response) {
        return switch (administrators.throughLink(SetupForm.text(form.token()), form.administrator())) {
            case Outcome.Created _ -> "redirect:/login?setup";
            case Outcome.LinkUnusable _, Outcome.AdministratorExists _ -> linkUnusable(response);
            case Outcome.EmailTaken _ -> {
                errors.rejectValue("email", "setup.email.taken");
                yield form(model);
            }
            case Outcome.Rejected(var violations, var passwordViolations) -> {
                violations.forEach(it -> reject(errors, it));
                passwordViolations.forEach(it -> reject(errors, it));
                yield form(model);
            }
            case Outcome.Busy(var retryAfter) -> throw new BusyException(retryAfter);
        };
    }

    private String form(Model model) {
        model.addAttribute("passwordMinLength", policy.minLength());
        return "setup/form";
    }

    private static void reject(BindingResult errors, Violation violation) {
        errors.rejectValue(violation.claim(), "setup.violation." + violation.rule());
    }

    private void reject(BindingResult errors, PasswordViolation violation) {
        errors.rejectValue(
                "password", "password.violation." + violation, new Object[] {policy.limitOf(violation)}, null);
    }

    private String linkUnusable(HttpServletResponse response) {
        limits.failed(Attempt.of(Limit.LINK, Subject.caller())).orThrow();
        response.setStatus(HttpStatus.GONE.value());
        return "setup/link-unusable";
    }
}
