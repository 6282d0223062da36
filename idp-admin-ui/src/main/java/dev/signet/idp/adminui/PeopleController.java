package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The people who can sign in: the list, and the page of each. */
@AdminController
@RequestMapping("/admin/people")
class PeopleController {

    private final PeopleDirectory people;

    PeopleController(PeopleDirectory people) {
        this.people = people;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(defaultValue = "0") long touched,
            Model model) {
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("touched", touched);
        return list(search.strip(), after, false, model);
    }

    /** Shows once what the list masks. Posted, because it is written down who looked. */
    @PostMapping("/reveal")
    String reveal(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable UUID after,
            Model model) {
        model.addAttribute("shownOnce", true);
        return list(search.strip(), after, true, model);
    }

    /** Where somebody comes back to who had to prove more before they could look. */
    @GetMapping("/reveal")
    String unrevealed() {
        return "redirect:/admin/people";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("done", Notices.of(done));
        return show(id, false, model);
    }

    /** Shows once what the page masks. */
    @PostMapping("/{id}/reveal")
    String reveal(@PathVariable UUID id, Model model) {
        model.addAttribute("shownOnce", true);
        return show(id, true, model);
    }

    @GetMapping("/{id}/reveal")
    String unrevealed(@PathVariable UUID id) {
        return "redirect:/admin/people/" + id;
    }

    private String list(String search, @Nullable UUID after, boolean isRevealed, Model model) {
        Page page = people.list(search, after, isRevealed);
        model.addAttribute("people", page.people());
        model.addAttribute("next", page.next());
        model.addAttribute("after", after);
        model.addAttribute("search", search);
        model.addAttribute("revealed", isRevealed);
        return "admin/people";
    }

    private String show(UUID id, boolean isRevealed, Model model) {
        model.addAttribute("person", NotThere.unless(people.find(id, isRevealed)));
        return "admin/person";
    }
}
