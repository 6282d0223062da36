package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleOffice.Creation;
import dev.signet.idp.adminui.PeopleOffice.Description;
import dev.signet.idp.adminui.PeopleOffice.Profile;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The forms that make a person, invite one, and change what is said about one. */
@AdminController
@RequestMapping("/admin/people")
class PersonFormController {

    private static final String CREATE = "admin/person-new";
    private static final String INVITE = "admin/person-invite";
    private static final String EDIT = "admin/person-edit";

    private final PeopleOffice office;

    PersonFormController(PeopleOffice office) {
        this.office = office;
    }

    @GetMapping("/new")
    String blank(Model model) {
        model.addAttribute("form", PersonForm.EMPTY);
        return CREATE;
    }

    @PostMapping("/new")
    String create(@ModelAttribute("form") PersonForm form, BindingResult errors, Locale language) {
        return switch (office.create(PersonForm.text(form.email()), form.fields(), language)) {
            case Creation.Created(var id) -> "redirect:/admin/people/" + id + "?done=created";
            case Creation.EmailTaken _ -> {
                errors.rejectValue("email", "admin.problem.email-taken");
                yield CREATE;
            }
            case Creation.Rejected(var problems) -> {
                reject(errors, problems);
                yield CREATE;
            }
        };
    }

    @GetMapping("/invite")
    String blankInvitation(Model model) {
        model.addAttribute("form", PersonForm.EMPTY);
        return INVITE;
    }

    @PostMapping("/invite")
    String invite(@ModelAttribute("form") PersonForm form, BindingResult errors, Locale language) {
        return switch (office.invite(PersonForm.text(form.email()), language)) {
            case INVITED -> "redirect:/admin/people?done=invited";
            case NOT_TAKEN -> {
                errors.reject("admin.problem.invitations-off");
                yield INVITE;
            }
            case NOT_AN_ADDRESS -> rejected(errors, "admin.problem.NOT_EMAIL");
            case ACCOUNT_EXISTS -> rejected(errors, "admin.problem.email-taken");
            case TOO_MANY_MAILS -> rejected(errors, "admin.problem.too-many-mails");
        };
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        var profile = NotThere.unless(office.profile(id));
        model.addAttribute("form", PersonForm.of(profile));
        return editPage(id, model);
    }

    @PostMapping("/{id}/edit")
    String describe(@PathVariable UUID id, @ModelAttribute("form") PersonForm form, BindingResult errors, Model model) {
        return switch (office.describe(id, PersonForm.text(form.version()), form.fields())) {
            case Description.Saved _ -> "redirect:/admin/people/" + id + "?done=saved";
            case Description.Stale(var current) -> stale(id, form, current, model);
            case Description.Rejected(var problems) -> {
                reject(errors, problems);
                yield editPage(id, model);
            }
            case Description.NotThere _ -> throw NotThere.exception();
        };
    }

    /** What was typed stays in the fields, with what is stored now beside it. Sent once more, it is a decision. */
    private static String stale(UUID id, PersonForm form, Profile current, Model model) {
        var next = form.over(current.version());
        model.addAttribute("form", next);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", new BeanPropertyBindingResult(next, "form"));
        model.addAttribute("stored", current.fields());
        return editPage(id, model);
    }

    private static String editPage(UUID id, Model model) {
        model.addAttribute("id", id);
        return EDIT;
    }

    private static String rejected(BindingResult errors, String problem) {
        errors.rejectValue("email", problem);
        return INVITE;
    }

    private static void reject(BindingResult errors, Map<String, String> problems) {
        problems.forEach((field, rule) -> errors.rejectValue(field, "admin.problem." + rule));
    }
}
