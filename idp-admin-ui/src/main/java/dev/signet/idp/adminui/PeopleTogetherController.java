package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.Person;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What is done to several people with one button: what keeps out, and what can be taken back. Each has a page that names
 * them, at the address that the button posts to.
 */
@AdminController
@RequestMapping("/admin/people/together")
class PeopleTogetherController {

    /** A page of the list has fewer. */
    static final int MOST_AT_ONCE = 100;

    private static final String ACTIONS = "/{action:lock|end-sessions|require-factor}";

    private final PeopleDirectory people;
    private final PeopleOffice office;

    PeopleTogetherController(PeopleDirectory people, PeopleOffice office) {
        this.people = people;
        this.office = office;
    }

    @GetMapping(ACTIONS)
    String confirm(@PathVariable String action, @RequestParam(defaultValue = "") Set<UUID> id, Model model) {
        var found = bounded(id).stream()
                .flatMap(it -> people.find(it, false).stream())
                .toList();
        var touched = found.stream().filter(it -> it.reach() == Reach.WITHIN).toList();
        model.addAttribute("action", action);
        model.addAttribute("people", touched);
        model.addAttribute("left", found.size() - touched.size());
        model.addAttribute("sessions", sessions(touched));
        return "admin/people-together";
    }

    /** Whoever may not be touched is left alone, and does not keep the others from it. */
    @PostMapping(ACTIONS)
    String perform(@PathVariable String action, @RequestParam(defaultValue = "") Set<UUID> id) {
        var wanted = Action.valueOf(action.toUpperCase(Locale.ROOT).replace('-', '_'));
        var done = bounded(id).stream()
                .filter(it -> office.perform(it, wanted) instanceof Outcome.Done)
                .count();
        return done == 0
                ? "redirect:/admin/people?done=unchanged"
                : "redirect:/admin/people?done=together&touched=" + done;
    }

    private static int sessions(List<Person> people) {
        return people.stream().mapToInt(it -> it.sessions().size()).sum();
    }

    private static Set<UUID> bounded(Set<UUID> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw NotThere.exception(); // no page of ours offers more
        }
        return ids;
    }
}
