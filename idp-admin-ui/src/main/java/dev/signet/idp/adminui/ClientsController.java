package dev.signet.idp.adminui;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The registered clients. */
@AdminController
@RequestMapping("/admin/clients")
class ClientsController {

    private final ClientDirectory clients;

    ClientsController(ClientDirectory clients) {
        this.clients = clients;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        model.addAttribute("done", Notices.of(done));
        var text = search.strip();
        model.addAttribute("list", ClientList.of(clients.list(text, after), text, after));
        var file = clients.declarationsFile();
        model.addAttribute("file", file.toString());
        model.addAttribute("fileName", String.valueOf(file.getFileName()));
        return "admin/clients";
    }
}
