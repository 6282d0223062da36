package dev.signet.idp.adminui;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What looked like an attack, and who looked at it. */
@AdminController
@RequestMapping("/admin/alerts")
class AlertsController {

    private final AlertDirectory alerts;

    AlertsController(AlertDirectory alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        var page = alerts.list(all, after);
        model.addAttribute("alerts", page.alerts());
        model.addAttribute("next", page.next());
        model.addAttribute("after", after);
        model.addAttribute("all", all);
        model.addAttribute("done", Notices.of(done));
        return "admin/alerts";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("alert", NotThere.unless(alerts.find(id)));
        model.addAttribute("longestNote", AlertDirectory.LONGEST_NOTE);
        return "admin/alert";
    }

    @PostMapping("/{id}/acknowledge")
    String acknowledge(@PathVariable UUID id, @RequestParam(defaultValue = "") String note) {
        NotThere.unless(alerts.find(id));
        var kept = note.length() <= AlertDirectory.LONGEST_NOTE ? note : note.substring(0, AlertDirectory.LONGEST_NOTE);
        return "redirect:/admin/alerts?done=" + (alerts.acknowledge(id, kept.strip()) ? "alert" : "unchanged");
    }

    /** Where somebody comes back to who had to prove more before they could send the form. */
    @GetMapping("/{id}/acknowledge")
    String form(@PathVariable UUID id, Model model) {
        return show(id, model);
    }
}
