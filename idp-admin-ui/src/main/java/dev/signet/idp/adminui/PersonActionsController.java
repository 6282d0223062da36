package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.Person;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What is done to somebody with one button. Each has a page that says what will happen, at the address that the button
 * posts to.
 */
@AdminController
@RequestMapping("/admin/people/{id}")
class PersonActionsController {

    private static final String ACTIONS =
            "/{action:lock|unlock|require-factor|waive-factor|reset-password|end-sessions|lockdown|erase}";

    private final PeopleDirectory people;
    private final PeopleOffice office;

    PersonActionsController(PeopleDirectory people, PeopleOffice office) {
        this.people = people;
        this.office = office;
    }

    @GetMapping(ACTIONS)
    String confirm(@PathVariable UUID id, @PathVariable String action, Model model) {
        return confirmation(changeable(id), action, null, model);
    }

    @PostMapping(ACTIONS)
    String perform(
            @PathVariable UUID id,
            @PathVariable String action,
            @RequestParam(required = false) @Nullable String confirmed,
            Model model) {
        var wanted = Action.valueOf(action.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (wanted == Action.ERASE && confirmed == null) {
            return confirmation(changeable(id), action, "admin.confirm.erase.unconfirmed", model);
        }
        return switch (office.perform(id, wanted)) {
            case Outcome.Done _ ->
                wanted == Action.ERASE
                        ? "redirect:/admin/people?done=erased"
                        : "redirect:/admin/people/" + id + "?done=" + action;
            case Outcome.Unchanged _ -> "redirect:/admin/people/" + id + "?done=unchanged";
            case Outcome.LastAdministrator _ ->
                confirmation(changeable(id), action, "admin.problem.last-administrator", model);
            case Outcome.ApprovalRequested _ -> "redirect:/admin/people/" + id + "?done=approval";
            case Outcome.NotThere _ -> throw NotThere.exception();
        };
    }

    @GetMapping("/withdraw")
    String confirmWithdrawal(@PathVariable UUID id, @RequestParam("client_id") String clientId, Model model) {
        var person = changeable(id);
        model.addAttribute(
                "withdrawn",
                NotThere.unless(person.applications().stream()
                        .filter(it -> it.clientId().equals(clientId))
                        .findFirst()));
        return confirmation(person, "withdraw", null, model);
    }

    @PostMapping("/withdraw")
    String withdraw(@PathVariable UUID id, @RequestParam("client_id") String clientId) {
        return switch (office.withdrawAccess(id, clientId)) {
            case Outcome.Done _ -> "redirect:/admin/people/" + id + "?done=withdrawn";
            case Outcome.Unchanged _ -> "redirect:/admin/people/" + id + "?done=unchanged";
            case Outcome.LastAdministrator _, Outcome.ApprovalRequested _, Outcome.NotThere _ ->
                throw NotThere.exception();
        };
    }

    private Person changeable(UUID id) {
        return NotThere.unless(people.find(id, false).filter(it -> it.reach() == Reach.WITHIN));
    }

    private static String confirmation(Person person, String action, @Nullable String problem, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("action", action);
        model.addAttribute("problem", problem);
        return "admin/person-confirm";
    }
}
