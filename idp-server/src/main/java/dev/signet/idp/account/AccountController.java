package dev.signet.idp.account;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Language;
import dev.signet.idp.web.PageLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page of somebody who came without an errand: who they are here. */
@Controller
class AccountController {

    private static final String VIEW = "account/profile";

    /** Each opens a page of the console. */
    private static final Set<Permission> CONSOLE = Set.of(
            Permission.CLIENTS_READ,
            Permission.USERS_READ,
            Permission.SESSIONS_READ,
            Permission.ROLES_READ,
            Permission.KEYS_READ,
            Permission.AUDIT_READ);

    private final Accounts accounts;
    private final Roles roles;
    private final PageLanguage pageLanguage;

    AccountController(Accounts accounts, Roles roles, PageLanguage pageLanguage) {
        this.accounts = accounts;
        this.roles = roles;
        this.pageLanguage = pageLanguage;
    }

    @GetMapping("/")
    String root() {
        return "redirect:/account";
    }

    /** Where password managers send people (W3C, A Well-Known URL for Changing Passwords). */
    @GetMapping("/.well-known/change-password")
    String changePassword() {
        return "redirect:/account/password";
    }

    @GetMapping("/account")
    String profile(SignedIn signedIn, Model model) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        model.addAttribute("form", ProfileForm.of(account.claims()));
        return page(account, model);
    }

    @PostMapping("/account")
    String describe(
            SignedIn signedIn,
            @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        for (var violation : accounts.describe(account.id(), form.changes(account.claims()))) {
            errors.rejectValue(violation.claim(), "profile.violation." + violation.rule());
        }
        if (errors.hasErrors()) {
            return page(account, model);
        }
        form.chosenLanguage().ifPresent(it -> pageLanguage.choose(it, request, response));
        return "redirect:/account?done=profile";
    }

    private String page(Account account, Model model) {
        model.addAttribute("email", account.email().value());
        model.addAttribute("emailVerified", account.emailVerified());
        model.addAttribute("tongues", Language.values());
        model.addAttribute("administrator", !Collections.disjoint(roles.permissionsOf(account.id()), CONSOLE));
        return VIEW;
    }

    @ModelAttribute("done")
    @Nullable
    String done(@RequestParam(required = false) @Nullable String done) {
        return AccountNotices.of(done);
    }
}
