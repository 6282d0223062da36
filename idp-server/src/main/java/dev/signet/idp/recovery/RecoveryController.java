package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.web.BusyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The pages of somebody who forgot their password: asking for a link, and what is behind it. */
@Controller
@RequestMapping(RecoveryController.PATH)
class RecoveryController {

    static final String PATH = "/recovery";

    private final Recovery recovery;
    private final Outbox outbox;
    private final Journeys journeys;
    private final SameBrowser sameBrowser;
    private final PasswordPolicy policy;
    private final JsonMapper json;
    private final Limits limits;

    RecoveryController(
            Recovery recovery,
            Outbox outbox,
            Journeys journeys,
            SameBrowser sameBrowser,
            PasswordPolicy policy,
            JsonMapper json,
            Limits limits) {
        this.recovery = recovery;
        this.outbox = outbox;
        this.journeys = journeys;
        this.sameBrowser = sameBrowser;
        this.policy = policy;
        this.json = json;
        this.limits = limits;
    }

    /** What the first page sends. */
    record AskForm(@Nullable String email, @Nullable String ticket) {

        @Override
        public String toString() {
            return "AskForm[redacted]";
        }
    }

    /** What the page behind the link sends. */
    record NewPasswordForm(@Nullable String token, @Nullable String password) {

        @Override
        public String toString() {
            return "NewPasswordForm[redacted]";
        }
    }

    @GetMapping
    String ask(@RequestParam(required = false) @Nullable String ticket, Model model) {
        var journey = journeys.of(ticket);
        model.addAttribute("form", new AskForm(journey.parameter("login_hint").orElse(""), journey.ticket()));
        return "recovery/ask";
    }

    /** The same answer for every address, given before anybody looks for an account. */
    @PostMapping
    String request(
            @ModelAttribute("form") AskForm form,
            BindingResult errors,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take(Attempt.of(Limit.RECOVERY, Subject.caller())).orThrow();
        var email = EmailAddress.parse(Objects.requireNonNullElse(form.email(), ""));
        if (email.isEmpty()) {
            errors.rejectValue("email", "setup.violation.NOT_EMAIL");
            return "recovery/ask";
        }
        var journey = journeys.of(StringUtils.hasLength(form.ticket()) ? form.ticket() : null);
        var asked = new RecoveryRequest(
                email.get().value(), language, sameBrowser.mark(request, response), journey.ticket());
        outbox.enqueue(new NewDelivery(RecoveryRequests.KIND, json.writeValueAsString(asked)));
        return "redirect:" + journey.to(PATH + "/sent");
    }

    @GetMapping("/sent")
    String sent(@RequestParam(required = false) @Nullable String ticket, Model model) {
        model.addAttribute("ticket", journeys.of(ticket).ticket());
        return "recovery/sent";
    }

    @GetMapping("/complete")
    String form(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        model.addAttribute("form", new NewPasswordForm(token, null));
        return page(token, model, response);
    }

    @PostMapping("/complete")
    String complete(
            @ModelAttribute("form") NewPasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var token = Objects.requireNonNullElse(form.token(), "");
        return switch (recovery.complete(token, Objects.requireNonNullElse(form.password(), ""))) {
            case Recovery.Outcome.Completed(var link) -> "redirect:/login?recovered" + onwards(link, request);
            case Recovery.Outcome.LinkUnusable _ -> unusable(response);
            case Recovery.Outcome.Rejected(var violations) -> {
                violations.forEach(it -> errors.rejectValue(
                        "password", "password.violation." + it, new Object[] {policy.limitOf(it)}, null));
                yield page(token, model, response);
            }
            case Recovery.Outcome.Busy(var retryAfter) -> throw new BusyException(retryAfter);
        };
    }

    /** Where they were going when they found that they had forgotten, if this is the browser that knows of it. */
    private String onwards(MailedLink link, HttpServletRequest request) {
        return link.data(Recovery.BROWSER)
                .filter(it -> sameBrowser.is(it, request))
                .flatMap(_ -> link.data(Recovery.TICKET))
                .map(it -> "&ticket=" + it)
                .orElse("");
    }

    private String page(String token, Model model, HttpServletResponse response) {
        var owner = recovery.owner(token);
        if (owner.isEmpty()) {
            return unusable(response);
        }
        model.addAttribute("email", owner.get().email().value()); // for password managers
        model.addAttribute("passwordMinLength", policy.minLength());
        return "recovery/complete";
    }

    private static String unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return Links.UNUSABLE;
    }
}
