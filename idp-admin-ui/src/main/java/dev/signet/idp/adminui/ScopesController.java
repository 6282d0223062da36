package dev.signet.idp.adminui;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The scopes that clients can ask for. */
@AdminController
@RequestMapping("/admin/scopes")
class ScopesController {

    private final ScopeDirectory scopes;

    ScopesController(ScopeDirectory scopes) {
        this.scopes = scopes;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("done", Notices.of(done));
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
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        if (name.isEmpty()) {
            return "redirect:/admin/scopes";
        }
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("detail", NotThere.unless(scopes.find(name, after)));
        model.addAttribute("after", after);
        model.addAttribute("file", scopes.declarationsFile());
        return "admin/scope";
    }
}
