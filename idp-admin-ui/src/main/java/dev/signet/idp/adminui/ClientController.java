package dev.signet.idp.adminui;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one client. Its id is a parameter, because it may hold a slash. */
@AdminController
@RequestMapping("/admin/clients/client")
class ClientController {

    private final ClientOffice office;

    ClientController(ClientOffice office) {
        this.office = office;
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        var client = NotThere.unless(office.find(id));
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("client", client);
        model.addAttribute("sections", ClientFacts.of(client.fields()));
        model.addAttribute("settings", ClientSettings.of(id, client.fields(), office.provider()));
        return "admin/client";
    }
}
