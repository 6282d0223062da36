package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.Person;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Merges another account into somebody's, after a page that shows both, and undoes that. */
@AdminController
@RequestMapping("/admin/people/{id}/merge")
class PersonMergeController {

    private final PeopleDirectory people;
    private final MergeOffice office;

    PersonMergeController(PeopleDirectory people, MergeOffice office) {
        this.people = people;
        this.office = office;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        return page(changeable(id), "", "", null, model);
    }

    /** The first time it shows both; once that is confirmed it merges. */
    @PostMapping
    String merge(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String confirmed,
            Model model) {
        var person = changeable(id);
        if (reason.isBlank() || reason.length() > MergeOffice.LONGEST_REASON) {
            return page(person, other, reason, "reason", model);
        }
        var found = office.find(other.strip());
        if (found.isEmpty()) {
            return page(person, other, reason, "nobody", model);
        }
        if (confirmed == null) {
            model.addAttribute("other", changeable(found.get()));
            return page(person, found.get().toString(), reason, null, model);
        }
        return switch (office.merge(id, found.get(), reason.strip())) {
            case MERGED -> "redirect:/admin/people/" + id + "?done=merged";
            case SAME_ACCOUNT -> page(person, other, reason, "same-account", model);
            case NOT_ACTIVE -> page(person, other, reason, "not-active", model);
            case HAS_ROLE -> page(person, other, reason, "has-role", model);
            case NOT_THERE -> throw NotThere.exception();
        };
    }

    @PostMapping("/undo")
    String undo(@PathVariable UUID id, @RequestParam UUID merge, Model model) {
        return switch (office.undo(id, merge)) {
            case UNDONE -> "redirect:/admin/people/" + id + "?done=merge-undone";
            case TOO_LATE -> page(changeable(id), "", "", "too-late", model);
            case MERGED_ON -> page(changeable(id), "", "", "merged-on", model);
            case NOT_THERE -> throw NotThere.exception();
        };
    }

    private Person changeable(UUID id) {
        return NotThere.unless(people.find(id, false).filter(it -> it.reach() == Reach.WITHIN));
    }

    private String page(Person person, String wanted, String reason, @Nullable String problem, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("wanted", wanted);
        model.addAttribute("reason", reason);
        model.addAttribute(
                "problem", problem == null ? null : "admin.merge.problem." + problem.toLowerCase(Locale.ROOT));
        model.addAttribute("merges", office.list(person.id()));
        return "admin/person-merge";
    }
}
