package dev.signet.idp.adminui;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys that sign tokens, and how to have the next ones before their time. */
@AdminController
@RequestMapping("/admin/keys")
class KeysController {

    private final KeyDirectory keys;

    KeysController(KeyDirectory keys) {
        this.keys = keys;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("keys", keys.list());
        model.addAttribute("done", Notices.of(done));
        return "admin/keys";
    }

    @GetMapping("/rotate")
    String confirm(Model model) {
        model.addAttribute("plan", keys.plan());
        return "admin/keys-confirm";
    }

    @PostMapping("/rotate")
    String rotate() {
        return "redirect:/admin/keys?done=" + (keys.rotate() == 0 ? "unchanged" : "keys");
    }

    @GetMapping("/withdraw")
    String confirmWithdrawal(@RequestParam(defaultValue = "") List<String> kid, Model model) {
        model.addAttribute("withdrawal", keys.withdrawal(kid));
        return "admin/keys-withdraw";
    }

    @PostMapping("/withdraw")
    String withdraw(
            @RequestParam(defaultValue = "") List<String> kid,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        if (!confirmed) {
            return confirmWithdrawal(kid, model);
        }
        return "redirect:/admin/keys?done=" + (keys.withdraw(kid) == 0 ? "unchanged" : "keys-withdrawn");
    }
}
