package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ProviderOffice.Extent;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The providers that people may sign in with, and what is done to one with one button. */
@AdminController
@RequestMapping("/admin/providers")
class ProvidersController {

    private final ProviderOffice office;

    ProvidersController(ProviderOffice office) {
        this.office = office;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("providers", office.list());
        return "admin/providers";
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, @RequestParam(required = false) @Nullable String done, Model model) {
        var provider = NotThere.unless(office.find(id));
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("provider", provider);
        model.addAttribute("sections", ProviderFacts.of(provider));
        model.addAttribute("drawings", ProviderDrawing.of(provider.kind(), provider.callback()));
        return "admin/provider";
    }

    /** Says what a test does before anybody is asked anything: it is a form, because it makes us call somebody. */
    @GetMapping("/{id}/test")
    String askToTest(@PathVariable String id, Model model) {
        model.addAttribute("provider", NotThere.unless(office.find(id)));
        return "admin/provider-test";
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable String id, Model model) {
        model.addAttribute("provider", NotThere.unless(office.find(id)));
        model.addAttribute("report", NotThere.unless(office.test(id)));
        return "admin/provider-test";
    }

    @GetMapping("/{id}/{action:enable|disable|delete}")
    String confirm(@PathVariable String id, @PathVariable String action, Model model) {
        return confirmation(id, action, null, model);
    }

    @PostMapping("/{id}/{action:enable|disable}")
    String enable(@PathVariable String id, @PathVariable String action, Model model) {
        return after(office.enable(id, action.equals("enable")), id, action, model);
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable String id, @RequestParam(required = false) @Nullable String confirmed, Model model) {
        return confirmed == null
                ? confirmation(id, "delete", "admin.client.confirm.delete.unconfirmed", model)
                : after(office.delete(id), id, "delete", model);
    }

    private String after(ProviderOffice.Outcome outcome, String id, String action, Model model) {
        return switch (outcome) {
            case ProviderOffice.Outcome.Saved _ ->
                action.equals("delete")
                        ? "redirect:/admin/providers?done=provider-deleted"
                        : "redirect:/admin/providers/" + id + "?done=provider-" + action;
            case ProviderOffice.Outcome.Unchanged _ -> "redirect:/admin/providers/" + id + "?done=unchanged";
            case ProviderOffice.Outcome.BeyondReach _ ->
                confirmation(id, action, "admin.problem.provider-beyond-reach", model);
            case ProviderOffice.Outcome.NotThere _,
                    ProviderOffice.Outcome.Rejected _,
                    ProviderOffice.Outcome.Stale _,
                    ProviderOffice.Outcome.IdTaken _ -> throw NotThere.exception();
        };
    }

    private String confirmation(String id, String action, @Nullable String problem, Model model) {
        model.addAttribute("provider", NotThere.unless(office.find(id)));
        model.addAttribute("action", action);
        model.addAttribute("problem", problem);
        if (!action.equals("enable")) {
            model.addAttribute("extent", office.extent(id));
            model.addAttribute("most", Extent.MOST);
        }
        return "admin/provider-confirm";
    }
}
