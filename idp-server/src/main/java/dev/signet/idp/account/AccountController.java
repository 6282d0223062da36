package dev.signet.idp.account;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page of somebody who came without an errand: who they are here. */
@Controller
class AccountController {

    private static final String VIEW = "account/profile";

    /** What people may say about themselves; everything else an administrator or an import has to say. */
    private static final List<String> EDITABLE = List.of("name", "given_name", "family_name", "nickname", "website");

    /** Each opens a page of the console. */
    private static final Set<Permission> CONSOLE =
            Set.of(Permission.CLIENTS_READ, Permission.USERS_READ, Permission.SESSIONS_READ, Permission.ROLES_READ);

    private final Accounts accounts;
    private final Roles roles;

    AccountController(Accounts accounts, Roles roles) {
        this.accounts = accounts;
        this.roles = roles;
    }

    /** What the form holds, in the names of the claims. */
    record ProfileForm(
            @Nullable String name,
            @Nullable String given_name,
            @Nullable String family_name,
            @Nullable String nickname,
            @Nullable String website) {

        static ProfileForm of(Map<String, Object> claims) {
            return new ProfileForm(
                    text(claims, "name"),
                    text(claims, "given_name"),
                    text(claims, "family_name"),
                    text(claims, "nickname"),
                    text(claims, "website"));
        }

        /** {@code claims} with what was typed; an empty field takes the claim away. */
        Map<String, Object> over(Map<String, Object> claims) {
            var typed = new LinkedHashMap<String, @Nullable String>();
            typed.put("name", name);
            typed.put("given_name", given_name);
            typed.put("family_name", family_name);
            typed.put("nickname", nickname);
            typed.put("website", website);
            var all = new LinkedHashMap<>(claims);
            typed.forEach((claim, text) -> {
                if (StringUtils.hasText(text)) {
                    all.put(claim, text.strip());
                } else {
                    all.remove(claim);
                }
            });
            return all;
        }

        private static @Nullable String text(Map<String, Object> claims, String claim) {
            return claims.get(claim) instanceof String text ? text : null;
        }
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
    String describe(SignedIn signedIn, @ModelAttribute("form") ProfileForm form, BindingResult errors, Model model) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        for (var violation : accounts.describe(account.id(), form.over(account.claims()))) {
            if (EDITABLE.contains(violation.claim())) {
                errors.rejectValue(violation.claim(), "profile.violation." + violation.rule());
            } else {
                errors.reject("profile.violation.other");
            }
        }
        return errors.hasErrors() ? page(account, model) : "redirect:/account?done=profile";
    }

    private String page(Account account, Model model) {
        model.addAttribute("email", account.email().value());
        model.addAttribute("emailVerified", account.emailVerified());
        model.addAttribute("administrator", !Collections.disjoint(roles.permissionsOf(account.id()), CONSOLE));
        return VIEW;
    }

    @ModelAttribute("done")
    @Nullable
    String done(@RequestParam(required = false) @Nullable String done) {
        return AccountNotices.of(done);
    }
}
