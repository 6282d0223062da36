package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ClientOffice.Change;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ClientOffice.Registration;
import dev.signet.idp.adminui.ClientOffice.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form that changes what is registered about a client. */
@AdminController
@RequestMapping("/admin/clients/client/edit")
class ClientFormController {

    private final ClientOffice office;

    ClientFormController(ClientOffice office) {
        this.office = office;
    }

    @GetMapping
    String edit(@RequestParam(defaultValue = "") String id, Model model) {
        var client = NotThere.unless(office.find(id));
        model.addAttribute("bases", ClientMerge.bases(client.fields()));
        return page(client, client.version(), client.fields(), List.of(), null, model);
    }

    @PostMapping
    String change(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes next,
            Model model) {
        var client = NotThere.unless(office.find(id));
        var fields = ClientForm.typedOver(client.fields(), typed);
        model.addAttribute("bases", ClientMerge.bases(typed));
        return switch (office.change(id, version, fields)) {
            case Change.Saved(var secret) -> saved(client, secret, next, model);
            case Change.Rejected(var problems) -> page(client, version, fields, problems, null, model);
            case Change.Stale(var current) -> merge(current, ClientMerge.of(typed, fields, current.fields()), model);
            case Change.NotThere _ -> throw NotThere.exception();
        };
    }

    /** From now on the form is compared with what is stored now. */
    private String merge(Registration current, ClientMerge merge, Model model) {
        model.addAttribute("bases", ClientMerge.bases(current.fields()));
        var page = page(current, current.version(), merge.fields(), List.of(), current.fields(), model);
        model.addAttribute(
                "form",
                ClientForm.of(merge.fields(), office.choices(), List.of(), current.fields())
                        .merged(merge));
        return page;
    }

    private static String saved(Registration client, @Nullable Secret secret, RedirectAttributes next, Model model) {
        if (secret != null) {
            model.addAttribute("client", client);
            model.addAttribute("secret", secret.value());
            return "admin/client-secret";
        }
        next.addAttribute("id", client.clientId());
        next.addAttribute("done", "saved");
        return "redirect:/admin/clients/client";
    }

    /**
     * What was typed stays in the fields, with what is stored now beside those where that is something else. Sent once
     * more, it is a decision.
     */
    private String page(
            Registration client,
            long version,
            Map<String, Object> fields,
            List<Problem> problems,
            @Nullable Map<String, Object> stored,
            Model model) {
        model.addAttribute("client", client);
        model.addAttribute("version", version);
        model.addAttribute("form", ClientForm.of(fields, office.choices(), problems, stored));
        model.addAttribute("stale", stored != null);
        return "admin/client-edit";
    }
}
