package dev.signet.idp.registration;

import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.user.EmailAddress;
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
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** The first step of somebody who wants an account: their address. Not there unless registration is open. */
@Controller
@RequestMapping(RegistrationController.PATH)
class RegistrationController {

    static final String PATH = "/registration";

    private final RegistrationProperties settings;
    private final Outbox outbox;
    private final Journeys journeys;
    private final SameBrowser sameBrowser;
    private final JsonMapper json;
    private final Limits limits;

    RegistrationController(
            RegistrationProperties settings,
            Outbox outbox,
            Journeys journeys,
            SameBrowser sameBrowser,
            JsonMapper json,
            Limits limits) {
        this.settings = settings;
        this.outbox = outbox;
        this.journeys = journeys;
        this.sameBrowser = sameBrowser;
        this.json = json;
        this.limits = limits;
    }

    /** What the page sends. */
    record AddressForm(@Nullable String email, @Nullable String ticket) {

        @Override
        public String toString() {
            return "AddressForm[redacted]";
        }
    }

    @ModelAttribute
    void isOpen() {
        if (!settings.isOpen()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping
    String ask(@RequestParam(required = false) @Nullable String ticket, Model model) {
        var journey = journeys.of(ticket);
        model.addAttribute(
                "form", new AddressForm(journey.parameter("login_hint").orElse(""), journey.ticket()));
        return "registration/ask";
    }

    /** The same answer for every address, given before anybody looks for an account. */
    @PostMapping
    String request(
            @ModelAttribute("form") AddressForm form,
            BindingResult errors,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take(Attempt.of(Limit.REGISTRATION, Subject.caller())).orThrow();
        var email = EmailAddress.parse(Objects.requireNonNullElse(form.email(), ""));
        if (email.isEmpty()) {
            errors.rejectValue("email", "setup.violation.NOT_EMAIL");
            return "registration/ask";
        }
        var journey = journeys.of(StringUtils.hasLength(form.ticket()) ? form.ticket() : null);
        var asked = new RegistrationRequest(
                email.get().value(), language, sameBrowser.mark(request, response), journey.ticket());
        outbox.enqueue(new NewDelivery(RegistrationRequests.KIND, json.writeValueAsString(asked)));
        return "redirect:" + journey.to(PATH + "/sent");
    }

    @GetMapping("/sent")
    String sent(@RequestParam(required = false) @Nullable String ticket, Model model) {
        model.addAttribute("ticket", journeys.of(ticket).ticket());
        return "registration/sent";
    }
}
