package dev.signet.idp.adminui;

import static java.util.Objects.requireNonNullElse;

import dev.signet.idp.adminui.TrialOffice.End;
import dev.signet.idp.adminui.TrialOffice.Start;
import dev.signet.idp.adminui.TrialOffice.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tries a client out: asks with which scopes, sends the administrator through a sign-in, and shows what came of it. */
@AdminController
@RequestMapping("/admin/clients/client/try")
class TrialController {

    private static final Set<String> PROMPTS = Set.of("login", "consent");

    private final TrialOffice office;

    TrialController(TrialOffice office) {
        this.office = office;
    }

    @GetMapping
    String ask(@RequestParam(defaultValue = "") String id, Model model) {
        var client = NotThere.unless(office.find(id));
        return page(client, client.scopes(), Set.of(), model);
    }

    @PostMapping
    String start(
            @RequestParam(defaultValue = "") String id,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        var scope = requireNonNullElse(typed.get("scope"), List.<String>of());
        var prompts = new LinkedHashSet<>(requireNonNullElse(typed.get("prompt"), List.<String>of()));
        prompts.retainAll(PROMPTS);
        return switch (office.start(id, scope, prompts)) {
            case Start.Started(var address) -> "redirect:" + address;
            case Start.Refused(var error, var description) -> {
                refused(error, description, model);
                yield page(NotThere.unless(office.find(id)), scope, prompts, model);
            }
            case Start.NotThere _ -> throw NotThere.exception();
        };
    }

    /** What the authorization endpoint answers. */
    @GetMapping("/callback")
    String finish(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false, name = "error_description") @Nullable String description,
            Model model) {
        return switch (office.finish(state, error == null ? code : null)) {
            case End.Given(var client, var documents, var isRefreshable) -> {
                model.addAttribute("client", client);
                model.addAttribute("documents", documents);
                model.addAttribute("refreshable", isRefreshable);
                yield "admin/client-tried";
            }
            case End.NotGiven(var client, var why) -> {
                refused("invalid_grant", why, model);
                yield page(client, client.scopes(), Set.of(), model);
            }
            case End.Failed(var clientId) -> {
                refused(error == null ? "invalid_request" : error, description == null ? "" : description, model);
                var client = NotThere.unless(office.find(clientId));
                yield page(client, client.scopes(), Set.of(), model);
            }
            case End.Over _ -> "admin/client-tried";
        };
    }

    private static void refused(String error, String description, Model model) {
        model.addAttribute("error", error);
        model.addAttribute("description", description);
    }

    private static String page(Subject client, List<String> scopes, Set<String> prompts, Model model) {
        model.addAttribute("client", client);
        model.addAttribute("chosen", scopes);
        model.addAttribute("prompts", prompts);
        return "admin/client-try";
    }
}
