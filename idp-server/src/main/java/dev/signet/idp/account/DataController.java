package dev.signet.idp.account;

import dev.signet.idp.audit.Activity;
import dev.signet.idp.audit.Activity.Entry;
import dev.signet.idp.audit.Activity.Position;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.device.Devices;
import dev.signet.idp.federation.Identities;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.StandardClaims;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is stored about a person, to take along or to have deleted. */
@Controller
@RequestMapping(DataController.PATH)
class DataController {

    static final String PATH = "/account/data";

    /** Years of one person's activity; a bound on what one request holds in memory. */
    private static final int MOST_ENTRIES = 5_000;

    private static final int ENTRIES_AT_ONCE = 500;

    private final Accounts accounts;
    private final Authenticators authenticators;
    private final Identities identities;
    private final BrowserSessions sessions;
    private final Devices devices;
    private final Consents consents;
    private final Grants grants;
    private final Activity activity;
    private final TransactionTemplate transaction;

    DataController(
            Accounts accounts,
            Authenticators authenticators,
            Identities identities,
            BrowserSessions sessions,
            Devices devices,
            Consents consents,
            Grants grants,
            Activity activity,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.authenticators = authenticators;
        this.identities = identities;
        this.sessions = sessions;
        this.devices = devices;
        this.consents = consents;
        this.grants = grants;
        this.activity = activity;
        this.transaction = transaction;
    }

    @GetMapping
    String show() {
        return "account/data";
    }

    /** Everything that is stored about the person and is not a secret. */
    @FreshProof(page = PATH)
    @GetMapping("/download")
    ResponseEntity<Map<String, Object>> download(SignedIn signedIn) {
        var id = signedIn.account();
        var data = new LinkedHashMap<String, Object>();
        data.put("sub", id.toString());
        accounts.find(id).ifPresent(it -> data.put("profile", StandardClaims.of(it)));
        data.put("authenticators", authenticators.list(id));
        data.put("linked_sign_ins", identities.list(id));
        data.put("sessions", sessions.list(id));
        data.put("browsers", devices.list(id));
        data.put("consents", consents.list(id));
        data.put("applications_with_tokens", grants.access(id));
        data.put("activity", activityOf(id.value()));
        var attachment =
                ContentDisposition.attachment().filename("signet-account.json").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(data);
    }

    @FreshProof(page = PATH + "/delete")
    @GetMapping("/delete")
    String confirm(SignedIn signedIn, Model model) {
        return confirmation(signedIn, null, model);
    }

    /** Whoever deletes an account types its address: no click, and no other site, does it by accident. */
    @FreshProof(page = PATH + "/delete")
    @PostMapping("/delete")
    String delete(
            SignedIn signedIn, @RequestParam(defaultValue = "") String email, Model model, HttpServletRequest request) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        if (!email.strip().equalsIgnoreCase(account.email().value())) {
            return confirmation(signedIn, "data.delete.mismatch", model);
        }
        transaction.executeWithoutResult(_ -> {
            grants.revokeAll(account.id(), "account deleted");
            sessions.endAll(account.id(), "account deleted");
            accounts.delete(account.id());
        });
        sessions.signOut(request);
        return "account/deleted";
    }

    private String confirmation(SignedIn signedIn, @Nullable String problem, Model model) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        model.addAttribute("email", account.email().value());
        model.addAttribute("problem", problem);
        return "account/delete";
    }

    private List<Entry> activityOf(UUID subject) {
        var all = new ArrayList<Entry>();
        Position before = null;
        while (all.size() < MOST_ENTRIES) {
            var page = activity.of(subject, before, ENTRIES_AT_ONCE);
            all.addAll(page);
            if (page.size() < ENTRIES_AT_ONCE) {
                break;
            }
            before = new Position(page.getLast().at(), page.getLast().id());
        }
        return all;
    }
}
