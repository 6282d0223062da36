package dev.signet.idp.adminui;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the installation differs from its configuration file. */
@AdminController
class DriftController {

    private final DriftDirectory directory;

    DriftController(DriftDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/admin/drift")
    String show(Model model) {
        model.addAttribute("drift", directory.drift());
        return "admin/drift";
    }
}
