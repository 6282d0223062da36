package dev.signet.idp.adminui;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the installation is. */
@AdminController
class HealthController {

    private final HealthDirectory directory;

    HealthController(HealthDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/admin/health")
    String show(Model model) {
        model.addAttribute("health", directory.health());
        return "admin/health";
    }
}
