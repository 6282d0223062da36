package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ProviderOffice.Outcome;
import dev.signet.idp.adminui.ProviderOffice.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Adds a provider: which sort it is, then where to click there and what to copy from there. */
@AdminController
@RequestMapping("/admin/providers/new")
class NewProviderController {

    private static final Set<String> WITHOUT_PRESET = Set.of("openid", "oauth2");

    private final ProviderOffice office;

    NewProviderController(ProviderOffice office) {
        this.office = office;
    }

    @GetMapping
    String kinds(Model model) {
        model.addAttribute("kinds", office.kinds());
        return "admin/provider-kinds";
    }

    @GetMapping("/{kind}")
    String blank(@PathVariable String kind, Model model) {
        var id = NotThere.unless(office.proposedId(kind));
        return page(kind, id, Map.of("id", id), List.of(), model);
    }

    @PostMapping("/{kind}")
    String create(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        var proposed = NotThere.unless(office.proposedId(kind));
        var wanted = id.isBlank() ? proposed : id.strip();
        var answers = ProviderForm.typed(ProviderFieldKind.questions(kind), typed);
        var fields = new LinkedHashMap<>(answers);
        fields.remove("id");
        if (!WITHOUT_PRESET.contains(kind)) {
            fields.put("preset", kind);
        }
        return switch (office.create(wanted, fields, secret)) {
            case Outcome.Saved _ -> "redirect:/admin/providers/" + wanted + "?done=provider-added";
            case Outcome.IdTaken _ -> {
                model.addAttribute("problem", "admin.problem.provider-id-taken");
                yield page(kind, wanted, answers, List.of(), model);
            }
            case Outcome.BeyondReach _ -> {
                model.addAttribute("problem", "admin.problem.provider-beyond-reach");
                yield page(kind, wanted, answers, List.of(), model);
            }
            case Outcome.Rejected(var problems) -> page(kind, wanted, answers, problems, model);
            case Outcome.Unchanged _, Outcome.Stale _, Outcome.NotThere _ ->
                throw new IllegalStateException("a new provider has no version");
        };
    }

    private String page(String kind, String id, Map<String, Object> answers, List<Problem> problems, Model model) {
        var layout = ProviderFieldKind.questions(kind);
        var callback = office.callback(id);
        model.addAttribute("kind", kind);
        model.addAttribute("callback", callback);
        model.addAttribute("drawings", ProviderDrawing.of(kind, callback));
        model.addAttribute("form", ProviderForm.of(layout, answers, office.choices(), problems, null));
        return "admin/provider-new";
    }
}
