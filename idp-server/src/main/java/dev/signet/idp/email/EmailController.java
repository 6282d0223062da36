package dev.signet.idp.email;

import dev.signet.idp.login.FreshProof;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The e-mail address on the account pages: asks for another, or for a mail that proves the one that is there. */
@Controller
@RequestMapping(EmailController.PATH)
@FreshProof(page = EmailController.PATH)
class EmailController {

    static final String PATH = "/account/email";

    private final Accounts accounts;
    private final EmailRequests requests;

    EmailController(Accounts accounts, EmailRequests requests) {
        this.accounts = accounts;
        this.requests = requests;
    }

    /** What the page holds. */
    record EmailForm(@Nullable String email) {

        @Override
        public String toString() {
            return "EmailForm[redacted]";
        }
    }

    @GetMapping
    String form(SignedIn signedIn, @RequestParam(required = false) @Nullable String sent, Model model) {
        model.addAttribute("form", new EmailForm(null));
        model.addAttribute("sent", sent != null);
        return page(account(signedIn), model);
    }

    /** The same answer whether somebody has the address or not. A limit belongs here, first thing. */
    @PostMapping
    String change(
            SignedIn signedIn,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            Locale language,
            Model model) {
        var account = account(signedIn);
        var wanted = EmailAddress.parse(Objects.requireNonNullElse(form.email(), ""));
        if (wanted.isEmpty()) {
            errors.rejectValue("email", "setup.violation.NOT_EMAIL");
            return page(account, model);
        }
        if (wanted.get().equals(account.email())) {
            errors.rejectValue("email", "email.same");
            return page(account, model);
        }
        requests.change(account, wanted.get(), language);
        return "redirect:" + PATH + "?sent";
    }

    /** A limit belongs here too. */
    @PostMapping("/verify")
    String verify(SignedIn signedIn, Locale language) {
        requests.verification(account(signedIn), language);
        return "redirect:" + PATH + "?sent";
    }

    private Account account(SignedIn signedIn) {
        return accounts.find(signedIn.account()).orElseThrow();
    }

    private static String page(Account account, Model model) {
        model.addAttribute("email", account.email().value());
        model.addAttribute("emailVerified", account.emailVerified());
        return "email/address";
    }
}
