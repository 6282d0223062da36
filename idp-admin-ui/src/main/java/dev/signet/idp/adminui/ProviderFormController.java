package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ProviderOffice.Connection;
import dev.signet.idp.adminui.ProviderOffice.Outcome;
import dev.signet.idp.adminui.ProviderOffice.Problem;
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

/** The form that changes a provider. */
@AdminController
@RequestMapping("/admin/providers/{id}/edit")
class ProviderFormController {

    private final ProviderOffice office;

    ProviderFormController(ProviderOffice office) {
        this.office = office;
    }

    @GetMapping
    String edit(@PathVariable String id, Model model) {
        var provider = NotThere.unless(office.find(id));
        return page(provider, provider.version(), provider.fields(), List.of(), null, model);
    }

    @PostMapping
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        var provider = NotThere.unless(office.find(id));
        var fields = ProviderForm.typed(ProviderFieldKind.of(provider.kind(), provider.fields()), typed);
        return switch (office.change(id, version, fields, secret)) {
            case Outcome.Saved _ -> "redirect:/admin/providers/" + id + "?done=saved";
            case Outcome.Unchanged _ -> "redirect:/admin/providers/" + id + "?done=unchanged";
            case Outcome.Rejected(var problems) -> page(provider, version, fields, problems, null, model);
            case Outcome.BeyondReach _ -> {
                model.addAttribute("problem", "admin.problem.provider-beyond-reach");
                yield page(provider, version, fields, List.of(), null, model);
            }
            case Outcome.Stale(var current) ->
                page(current, current.version(), fields, List.of(), current.fields(), model);
            case Outcome.NotThere _, Outcome.IdTaken _ -> throw NotThere.exception();
        };
    }

    /**
     * What was typed stays in the fields, but for the secret, with what is stored now beside those where that is something
     * else. Sent once more, it is a decision.
     */
    private String page(
            Connection provider,
            long version,
            Map<String, Object> fields,
            List<Problem> problems,
            @Nullable Map<String, Object> stored,
            Model model) {
        var layout = ProviderFieldKind.of(provider.kind(), provider.fields());
        model.addAttribute("provider", provider);
        model.addAttribute("version", version);
        model.addAttribute("form", ProviderForm.of(layout, fields, office.choices(), problems, stored));
        model.addAttribute("stale", stored != null);
        return "admin/provider-edit";
    }
}
