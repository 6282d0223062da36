package dev.signet.idp.adminui;

import org.springframework.web.bind.annotation.GetMapping;

/** The way into the console. */
@AdminController
class ConsoleController {

    @GetMapping("/admin")
    String start() {
        return "redirect:/admin/clients";
    }
}
