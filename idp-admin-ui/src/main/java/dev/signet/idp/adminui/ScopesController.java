package dev.signet.idp.adminui;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The scopes that clients can ask for. They are declared in a file, so nothing is changed here. */
@AdminController
@RequestMapping("/admin/scopes")
class ScopesController {

    private final ScopeDirectory scopes;

    ScopesController(ScopeDirectory scopes) {
        this.scopes = scopes;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("scopes", scopes.list());
        model.addAttribute("file", scopes.declarationsFile());
        model.addAttribute("mostCounted", scopes.mostCounted());
        return "admin/scopes";
    }

    /** Its name is no part of the path, because it may have a slash. */
    @GetMapping("/scope")
    String show(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        if (name.isEmpty()) {
            return "redirect:/admin/scopes";
        }
        model.addAttribute("detail", NotThere.unless(scopes.find(name, after)));
        model.addAttribute("after", after);
        model.addAttribute("file", scopes.declarationsFile());
        return "admin/scope";
    }
}
