package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail: a search, and the page of each event. */
@AdminController
@RequestMapping("/admin/audit")
class AuditController {

    private final AuditDirectory audit;

    AuditController(AuditDirectory audit) {
        this.audit = audit;
    }

    /** What the search form holds. */
    record AuditForm(
            @Nullable String actor,
            @Nullable String person,
            @Nullable String client,
            @Nullable String address,
            @Nullable String request,
            @Nullable String action,
            @Nullable String outcome,
            @Nullable String from,
            @Nullable String until) {

        Query query() {
            return new Query(
                    PersonForm.text(actor),
                    PersonForm.text(person),
                    PersonForm.text(client),
                    PersonForm.text(address),
                    PersonForm.text(request),
                    PersonForm.text(action),
                    PersonForm.text(outcome),
                    PersonForm.text(from),
                    PersonForm.text(until));
        }
    }

    @GetMapping
    String search(
            @ModelAttribute("form") AuditForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var query = form.query();
        var page = audit.search(query, after);
        page.problems().forEach((field, problem) -> errors.rejectValue(field, "admin.problem.audit." + problem));
        model.addAttribute("asked", query);
        model.addAttribute("page", page);
        model.addAttribute("after", after);
        return "admin/audit";
    }

    @GetMapping("/{event}")
    String show(@PathVariable String event, Model model) {
        return show(event, false, model);
    }

    /** Shows once what the page masks. Posted, because it is written down who looked. */
    @PostMapping("/{event}/reveal")
    String reveal(@PathVariable String event, Model model) {
        model.addAttribute("shownOnce", true);
        return show(event, true, model);
    }

    /** Where somebody comes back to who had to prove more before they could look. */
    @GetMapping("/{event}/reveal")
    String unrevealed(@PathVariable String event, Model model) {
        return show(event, model);
    }

    private String show(String key, boolean isRevealed, Model model) {
        model.addAttribute("event", NotThere.unless(audit.find(key, isRevealed)));
        return "admin/audit-event";
    }
}
