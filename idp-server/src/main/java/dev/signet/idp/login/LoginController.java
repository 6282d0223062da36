package dev.signet.idp.login;

import dev.signet.idp.client.Clients;
import dev.signet.idp.password.PasswordSignIn;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.BusyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page: identifier and password. */
@Controller
@RequestMapping("/login")
class LoginController {

    private static final String VIEW = "login/sign-in";

    private final Journeys journeys;
    private final LimitedPasswordSignIn passwordSignIn;
    private final SignInGate gate;
    private final Accounts accounts;
    private final Clients clients;
    private final SignInOffers offers;

    LoginController(
            Journeys journeys,
            LimitedPasswordSignIn passwordSignIn,
            SignInGate gate,
            Accounts accounts,
            Clients clients,
            SignInOffers offers) {
        this.journeys = journeys;
        this.passwordSignIn = passwordSignIn;
        this.gate = gate;
        this.accounts = accounts;
        this.clients = clients;
        this.offers = offers;
    }

    /** What the page sends. The names are fixed points that password managers and scripts rely on. */
    record SignInForm(@Nullable String username, @Nullable String password) {

        @Override
        public String toString() {
            return "SignInForm[redacted]";
        }
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(name = "switch", required = false) @Nullable String anotherAccount,
            @RequestParam(required = false) @Nullable String setup,
            @RequestParam(required = false) @Nullable String recovered,
            @RequestParam(required = false) @Nullable String tries,
            Model model,
            HttpServletRequest request) {
        if (ticket == null && setup == null && BrowserSessions.current().isPresent()) {
            return "redirect:" + Journeys.HOME;
        }
        var journey = journeys.of(ticket);
        var username = anotherAccount == null ? expectedUsername(journey) : "";
        model.addAttribute("notice", notice(setup, recovered));
        var problem = tries != null ? "factors.tries" : journey.isLost() ? "login.expired" : null;
        return page(new SignInForm(username, null), journey, problem, model, request);
    }

    @PostMapping
    String signIn(
            SignInForm form,
            @RequestParam(required = false) @Nullable String ticket,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(StringUtils.hasLength(ticket) ? ticket : null);
        var detour = offers.detour(form.username(), journey);
        if (detour.isPresent()) {
            return "redirect:" + detour.get();
        }
        if (!StringUtils.hasText(form.username()) || !StringUtils.hasLength(form.password())) {
            return page(form, journey, "login.incomplete", model, request);
        }
        return switch (passwordSignIn.attempt(form.username(), form.password(), request)) {
            case PasswordSignIn.Outcome.Verified(var account) ->
                gate.firstFactor(account, Method.PASSWORD, journey, request, response)
                        .map(it -> "redirect:" + it)
                        .orElseGet(() -> page(form, journey, "login.refused", model, request));
            case PasswordSignIn.Outcome.Refused _ -> page(form, journey, "login.refused", model, request);
            case PasswordSignIn.Outcome.Busy(var retryAfter) -> throw new BusyException(retryAfter);
        };
    }

    private static @Nullable String notice(@Nullable String setup, @Nullable String recovered) {
        if (setup != null) {
            return "login.notice.setup";
        }
        return recovered == null ? null : "login.notice.recovered";
    }

    /** Whom the relying party expects, or who is signed in and has to prove it again. */
    private String expectedUsername(Journey journey) {
        return journey.parameter("login_hint")
                .or(() -> BrowserSessions.current()
                        .flatMap(it -> accounts.find(it.account()))
                        .map(it -> it.email().value()))
                .orElse("");
    }

    private String page(
            SignInForm form, Journey journey, @Nullable String problem, Model model, HttpServletRequest request) {
        var client = journey.parameter("client_id").flatMap(clients::find);
        model.addAttribute("form", new SignInForm(form.username(), null));
        model.addAttribute("ticket", journey.ticket());
        model.addAttribute("problem", problem);
        model.addAttribute("relyingParty", client.map(RelyingParties::view).orElse(null));
        offers.addTo(model, journey);
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
        return VIEW;
    }
}
