package dev.signet.idp.adminui;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows which tokens somebody would get at a client, with chosen scopes. */
@AdminController
@RequestMapping("/admin/clients/client/tokens")
class TokenPreviewController {

    private final TokenDirectory tokens;

    TokenPreviewController(TokenDirectory tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    String preview(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String person,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        return page(id, person.strip(), requireNonNullElse(typed.get("scope"), List.of()), false, model);
    }

    /** Shows once what the page masks. Posted, because it is written down who looked. */
    @PostMapping("/reveal")
    String reveal(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String person,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        model.addAttribute("shownOnce", true);
        return page(id, person.strip(), requireNonNullElse(typed.get("scope"), List.of()), true, model);
    }

    /** Where somebody comes back to who had to prove more before they could look. */
    @GetMapping("/reveal")
    String unrevealed() {
        return "redirect:/admin/clients";
    }

    private String page(String id, String person, List<String> scope, boolean isRevealed, Model model) {
        model.addAttribute("preview", NotThere.unless(tokens.preview(id, person, scope, isRevealed)));
        model.addAttribute("person", person);
        model.addAttribute("revealed", isRevealed);
        return "admin/client-tokens";
    }
}
