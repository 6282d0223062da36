package dev.signet.idp.account;

import dev.signet.idp.account.AccountDeletion.Outcome;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** What is stored about a person, to take along or to have deleted. */
@Controller
@RequestMapping(DataController.PATH)
class DataController {

    static final String PATH = "/account/data";

    private static final String DELETION = PATH + "/delete";

    private final Accounts accounts;
    private final PersonalData personalData;
    private final AccountDeletion deletion;
    private final BrowserSessions sessions;
    private final JsonMapper json;

    DataController(
            Accounts accounts,
            PersonalData personalData,
            AccountDeletion deletion,
            BrowserSessions sessions,
            JsonMapper json) {
        this.accounts = accounts;
        this.personalData = personalData;
        this.deletion = deletion;
        this.sessions = sessions;
        this.json = json;
    }

    @GetMapping
    String show() {
        return "account/data";
    }

    /** By a form: whoever has to prove first who they are comes back to a page, and not to a file. */
    @FreshProof(page = PATH)
    @PostMapping("/download")
    ResponseEntity<byte[]> download(SignedIn signedIn) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        var attachment =
                ContentDisposition.attachment().filename("signet-account.json").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(PersonalData.json(personalData.of(account), json));
    }

    @FreshProof(page = DELETION)
    @GetMapping("/delete")
    String confirm(SignedIn signedIn, Model model) {
        return confirmation(signedIn, null, model);
    }

    @FreshProof(page = DELETION)
    @PostMapping("/delete")
    String delete(
            SignedIn signedIn, @RequestParam(defaultValue = "") String email, Model model, HttpServletRequest request) {
        return switch (deletion.delete(signedIn.account(), email)) {
            case Outcome.DELETED -> {
                sessions.signOut(request);
                yield "account/deleted";
            }
            case Outcome.NOT_ITS_ADDRESS -> confirmation(signedIn, "data.delete.mismatch", model);
            case Outcome.LAST_ADMINISTRATOR -> confirmation(signedIn, null, model);
        };
    }

    private String confirmation(SignedIn signedIn, @Nullable String problem, Model model) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        model.addAttribute("email", account.email().value());
        model.addAttribute("problem", problem);
        model.addAttribute("refused", deletion.isRefusedTo(account.id()));
        return "account/delete";
    }
}
