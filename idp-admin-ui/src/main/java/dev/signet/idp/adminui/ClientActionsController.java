package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ClientOffice.Extent;
import dev.signet.idp.adminui.ClientOffice.Registration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is done to a client with one button. Each has a page that says what will happen, at the address that the button
 * posts to.
 */
@AdminController
@RequestMapping("/admin/clients/client")
class ClientActionsController {

    /** After how many days a secret may end by itself. */
    private static final List<Integer> SECRET_DAYS = List.of(30, 90, 180, 365, 730);

    private final ClientOffice office;

    ClientActionsController(ClientOffice office) {
        this.office = office;
    }

    @GetMapping("/{action:enable|disable|delete|add-secret}")
    String confirm(@RequestParam(defaultValue = "") String id, @PathVariable String action, Model model) {
        return confirmation(NotThere.unless(office.find(id)), action, null, model);
    }

    @PostMapping("/{action:enable|disable}")
    String enable(@RequestParam(defaultValue = "") String id, @PathVariable String action, RedirectAttributes next) {
        var client = NotThere.unless(office.find(id));
        var isChanged = office.enable(client.clientId(), action.equals("enable"));
        return back(id, isChanged ? "client-" + action : "unchanged", next);
    }

    @PostMapping("/delete")
    String delete(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(required = false) @Nullable String confirmed,
            Model model) {
        var client = NotThere.unless(office.find(id));
        if (confirmed == null) {
            return confirmation(client, "delete", "admin.client.confirm.delete.unconfirmed", model);
        }
        if (!office.delete(id)) {
            throw NotThere.exception();
        }
        return "redirect:/admin/clients?done=client-deleted";
    }

    @PostMapping("/add-secret")
    String addSecret(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "0") int days, Model model) {
        var client = NotThere.unless(office.find(id));
        var secret = office.addSecret(id, SECRET_DAYS.contains(days) ? Duration.ofDays(days) : null);
        if (secret.isEmpty()) {
            return confirmation(client, "add-secret", "admin.problem.no-more-secrets", model);
        }
        model.addAttribute("client", client);
        model.addAttribute("secret", secret.get().value());
        return "admin/client-secret";
    }

    @GetMapping("/end-secret")
    String confirmEnd(@RequestParam(defaultValue = "") String id, @RequestParam UUID secret, Model model) {
        var client = NotThere.unless(office.find(id));
        return endConfirmation(client, secret, null, model);
    }

    @PostMapping("/end-secret")
    String endSecret(
            @RequestParam(defaultValue = "") String id,
            @RequestParam UUID secret,
            RedirectAttributes next,
            Model model) {
        var client = NotThere.unless(office.find(id));
        return office.endSecret(id, secret)
                ? back(id, "client-secret-ended", next)
                : endConfirmation(client, secret, "admin.problem.last-secret", model);
    }

    private String endConfirmation(Registration client, UUID secret, @Nullable String problem, Model model) {
        model.addAttribute(
                "ended",
                NotThere.unless(client.secrets().stream()
                        .filter(it -> it.id().equals(secret))
                        .findFirst()));
        return confirmation(client, "end-secret", problem, model);
    }

    private String confirmation(Registration client, String action, @Nullable String problem, Model model) {
        model.addAttribute("client", client);
        model.addAttribute("action", action);
        model.addAttribute("problem", problem);
        model.addAttribute("days", action.equals("add-secret") ? SECRET_DAYS : List.of());
        if (action.equals("delete") || action.equals("disable")) {
            model.addAttribute("extent", office.extent(client.clientId()));
            model.addAttribute("most", Extent.MOST);
        }
        return "admin/client-confirm";
    }

    private static String back(String id, String done, RedirectAttributes next) {
        next.addAttribute("id", id);
        next.addAttribute("done", done);
        return "redirect:/admin/clients/client";
    }
}
