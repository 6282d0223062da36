package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ClientOffice.Creation;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ClientOffice.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Registers a client: what sort it is, then a few questions, then what its application has to be configured with. */
@AdminController
@RequestMapping("/admin/clients/new")
class NewClientController {

    private static final String KIND = "/{kind:web|spa|native|machine|device|mcp}";

    private final ClientOffice office;

    NewClientController(ClientOffice office) {
        this.office = office;
    }

    @GetMapping
    String kinds(Model model) {
        model.addAttribute("kinds", NewClientKind.values());
        return "admin/client-kinds";
    }

    @GetMapping(KIND)
    String blank(@PathVariable String kind, Model model) {
        var wanted = NewClientKind.of(kind);
        return page(wanted, wanted.proposed(), List.of(), model);
    }

    @PostMapping(KIND)
    String create(@PathVariable String kind, @RequestParam MultiValueMap<String, String> typed, Model model) {
        var wanted = NewClientKind.of(kind);
        var answers = ClientForm.typed(wanted.questions(), typed);
        var clientId = String.valueOf(answers.get("client_id"));
        var fields = wanted.registration(answers);
        return switch (office.create(clientId, fields)) {
            case Creation.Created(var secret) -> created(clientId, fields, secret, model);
            case Creation.IdTaken _ -> {
                model.addAttribute("problem", "admin.problem.client-id-taken");
                yield page(wanted, answers, List.of(), model);
            }
            case Creation.Rejected(var problems) -> page(wanted, answers, problems, model);
        };
    }

    /** In the answer to the form, because nobody can be shown the secret a second time. */
    private String created(String clientId, Map<String, Object> fields, @Nullable Secret secret, Model model) {
        model.addAttribute("clientId", clientId);
        model.addAttribute("secret", secret == null ? null : secret.value());
        model.addAttribute("settings", ClientSettings.of(clientId, fields, office.provider()));
        return "admin/client-created";
    }

    private static String page(NewClientKind kind, Map<String, Object> answers, List<Problem> problems, Model model) {
        model.addAttribute("kind", kind.path());
        model.addAttribute("form", ClientForm.of(Map.of("new", kind.questions()), answers, Map.of(), problems, null));
        return "admin/client-new";
    }
}
