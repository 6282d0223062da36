package dev.signet.idp.account;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.consent.Consent;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.ClientAccess;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.RelyingPartyView;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which applications may see or do something in a person's name, and how to take that back. */
@Controller
@RequestMapping("/account/applications")
class ApplicationsController {

    private final Clients clients;
    private final Consents consents;
    private final Grants grants;
    private final ScopeWords scopeWords;
    private final TransactionTemplate transaction;

    ApplicationsController(
            Clients clients, Consents consents, Grants grants, ScopeWords scopeWords, TransactionTemplate transaction) {
        this.clients = clients;
        this.consents = consents;
        this.grants = grants;
        this.scopeWords = scopeWords;
        this.transaction = transaction;
    }

    /**
     * One application.
     *
     * @param scopes what it was allowed, or may do with the tokens that it has, in words
     * @param lastUsed when it last got tokens; null if it has none now
     * @param isStartable whether people can be sent there to sign in
     */
    record ApplicationView(
            String clientId,
            RelyingPartyView relyingParty,
            List<String> scopes,
            Instant since,
            @Nullable Instant lastUsed,
            boolean isStartable) {}

    @GetMapping
    String list(SignedIn signedIn, @RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("done", AccountNotices.of(done));
        model.addAttribute("applications", applications(signedIn.account()));
        return "account/applications";
    }

    /** What is not there is withdrawn already. */
    @PostMapping("/withdraw")
    String withdraw(SignedIn signedIn, @RequestParam(name = "client_id", defaultValue = "") String clientId) {
        transaction.executeWithoutResult(_ -> {
            consents.withdraw(signedIn.account(), clientId);
            grants.revokeAll(signedIn.account(), clientId, "access withdrawn by the person");
        });
        return "redirect:/account/applications?done=access-withdrawn";
    }

    /** Those with tokens first, the last used at the top. */
    private List<ApplicationView> applications(AccountId account) {
        var allowed = consents.list(account);
        var access = grants.access(account).stream()
                .collect(Collectors.toMap(
                        ClientAccess::clientId, Function.identity(), (one, _) -> one, LinkedHashMap::new));
        return Stream.concat(access.keySet().stream(), allowed.keySet().stream())
                .distinct()
                .flatMap(id -> clients.find(id).stream())
                .map(client -> view(client, allowed, access))
                .toList();
    }

    private ApplicationView view(Client client, Map<String, Consent> allowed, Map<String, ClientAccess> access) {
        var consent = Optional.ofNullable(allowed.get(client.clientId()));
        var used = Optional.ofNullable(access.get(client.clientId()));
        var scopes = new TreeSet<String>();
        consent.ifPresent(it -> scopes.addAll(it.scopes()));
        used.ifPresent(it -> scopes.addAll(it.scopes()));
        var since = Stream.concat(consent.map(Consent::grantedAt).stream(), used.map(ClientAccess::since).stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new ApplicationView(
                client.clientId(),
                RelyingParties.view(client),
                scopeWords.of(scopes, client),
                since,
                used.map(ClientAccess::lastUsed).orElse(null),
                client.initiateLoginUri() != null);
    }
}
