package dev.signet.idp.account;

import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.password.PasswordChange;
import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.BusyException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A new password for somebody who has just proved who they are. */
@Controller
@RequestMapping(PasswordController.PATH)
@FreshProof(page = PasswordController.PATH)
class PasswordController {

    static final String PATH = "/account/password";

    private static final String VIEW = "account/password";

    private final PasswordChange passwordChange;
    private final PasswordPolicy policy;
    private final Accounts accounts;
    private final Journeys journeys;

    PasswordController(PasswordChange passwordChange, PasswordPolicy policy, Accounts accounts, Journeys journeys) {
        this.passwordChange = passwordChange;
        this.policy = policy;
        this.accounts = accounts;
        this.journeys = journeys;
    }

    @GetMapping
    String form(
            SignedIn signedIn,
            @RequestParam(required = false) @Nullable String ticket,
            Model model,
            HttpServletRequest request) {
        return page(signedIn, journeys.of(ticket), model, request);
    }

    @PostMapping
    String change(
            SignedIn signedIn,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String ticket,
            Model model,
            HttpServletRequest request) {
        var journey = journeys.of(ticket);
        return switch (passwordChange.complete(signedIn.account(), password)) {
            case PasswordChange.Outcome.Changed() ->
                "redirect:" + (journey.errand() == null ? "/account/authenticators?done=password" : journey.onwards());
            case PasswordChange.Outcome.Rejected(var violations) -> {
                var limits = new LinkedHashMap<PasswordViolation, Integer>();
                violations.forEach(it -> limits.put(it, policy.limitOf(it)));
                model.addAttribute("violations", limits);
                yield page(signedIn, journey, model, request);
            }
            case PasswordChange.Outcome.NoSuchAccount() -> "redirect:/login";
            case PasswordChange.Outcome.Busy(var retryAfter) -> throw new BusyException(retryAfter);
        };
    }

    private String page(SignedIn signedIn, Journey journey, Model model, HttpServletRequest request) {
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
        model.addAttribute("ticket", journey.ticket());
        accounts.find(signedIn.account())
                .ifPresent(it -> model.addAttribute("email", it.email().value())); // for password managers
        model.addAttribute("passwordMinLength", policy.minLength());
        return VIEW;
    }
}
