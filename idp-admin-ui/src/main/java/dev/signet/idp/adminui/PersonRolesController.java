package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.RoleDirectory.Assignment;
import dev.signet.idp.adminui.RoleDirectory.PersonRoles;
import java.util.Set;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which roles somebody has, what they may do by that, and the form that changes it. */
@AdminController
@RequestMapping("/admin/people/{id}/roles")
class PersonRolesController {

    private final RoleDirectory roles;

    PersonRolesController(RoleDirectory roles) {
        this.roles = roles;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        var found = NotThere.unless(roles.of(id));
        return page(found, found.assigned(), model);
    }

    @PostMapping
    String assign(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<String> seen,
            @RequestParam(defaultValue = "") Set<String> role,
            Model model) {
        return switch (roles.assign(id, seen, role)) {
            case Assignment.Assigned _ -> "redirect:/admin/people/" + id + "?done=roles";
            case Assignment.Stale(var current) -> {
                model.addAttribute("stale", true);
                yield page(current, role, model);
            }
            case Assignment.LastAdministrator _ -> {
                model.addAttribute("problem", "admin.problem.last-administrator");
                yield page(NotThere.unless(roles.of(id)), role, model);
            }
            case Assignment.NotThere _ -> throw NotThere.exception();
        };
    }

    /** @param chosen what the boxes say, which is what was posted if it could not be saved */
    private static String page(PersonRoles person, Set<String> chosen, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("chosen", chosen);
        model.addAttribute("changeable", person.reach() == Reach.WITHIN);
        return "admin/person-roles";
    }
}
