package dev.signet.idp.adminui;

import dev.signet.idp.adminui.RoleDirectory.Outcome;
import dev.signet.idp.adminui.RoleDirectory.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The roles that there are, and the forms that make and change them. */
@AdminController
@RequestMapping("/admin/roles")
class RolesController {

    private static final String FORM = "admin/role-form";

    private final RoleDirectory roles;

    RolesController(RoleDirectory roles) {
        this.roles = roles;
    }

    /**
     * What the form holds.
     *
     * @param version of the role that it was made from; 0 for a new one
     */
    record RoleForm(
            @Nullable String name,
            @Nullable Integer version,
            @Nullable String description,
            @Nullable Set<String> permissions) {

        static RoleForm of(Role role) {
            return new RoleForm(role.name(), role.version(), role.description(), Set.copyOf(role.permissions()));
        }

        RoleForm over(Role current) {
            return new RoleForm(name, current.version(), description, permissions);
        }

        public boolean allows(String permission) {
            return chosen().contains(permission);
        }

        /** A version that nobody sent was never seen. */
        int seen() {
            return version == null ? 0 : version;
        }

        Set<String> chosen() {
            return Objects.requireNonNullElse(permissions, Set.of());
        }
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("roles", roles.list());
        model.addAttribute("done", Notices.of(done));
        return "admin/roles";
    }

    @GetMapping("/{name}")
    String show(@PathVariable String name, @RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("detail", NotThere.unless(roles.find(name)));
        model.addAttribute("done", Notices.of(done));
        return "admin/role";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(new RoleForm(null, 0, null, null), null, model);
    }

    @PostMapping("/new")
    String create(@ModelAttribute("form") RoleForm form, BindingResult errors, Model model) {
        var name = PersonForm.text(form.name());
        return switch (roles.create(name, PersonForm.text(form.description()), form.chosen())) {
            case Outcome.Done _ -> "redirect:/admin/roles/" + name + "?done=role-created";
            case Outcome.Rejected rejected -> rejected(rejected, errors, null, model);
            case Outcome.Stale _, Outcome.NotThere _ -> throw NotThere.exception();
        };
    }

    @GetMapping("/{name}/edit")
    String edit(@PathVariable String name, Model model) {
        return form(RoleForm.of(changeable(name)), name, model);
    }

    @PostMapping("/{name}/edit")
    String change(@PathVariable String name, @ModelAttribute("form") RoleForm form, BindingResult errors, Model model) {
        return switch (roles.change(name, form.seen(), PersonForm.text(form.description()), form.chosen())) {
            case Outcome.Done _ -> "redirect:/admin/roles/" + name + "?done=role-saved";
            case Outcome.Rejected rejected -> rejected(rejected, errors, name, model);
            case Outcome.Stale(var current) -> {
                var next = form.over(current);
                model.addAttribute("current", current);
                model.addAttribute("stored", Map.of("description", current.description()));
                model.addAttribute(
                        BindingResult.MODEL_KEY_PREFIX + "form", new BeanPropertyBindingResult(next, "form"));
                yield form(next, name, model);
            }
            case Outcome.NotThere _ -> throw NotThere.exception();
        };
    }

    @GetMapping("/{name}/delete")
    String confirmDeletion(@PathVariable String name, Model model) {
        model.addAttribute("role", changeable(name));
        return "admin/role-confirm";
    }

    @PostMapping("/{name}/delete")
    String delete(@PathVariable String name) {
        return switch (roles.delete(name)) {
            case Outcome.Done _ -> "redirect:/admin/roles?done=role-deleted";
            case Outcome.Rejected _, Outcome.Stale _, Outcome.NotThere _ -> throw NotThere.exception();
        };
    }

    private String rejected(Outcome.Rejected rejected, BindingResult errors, @Nullable String name, Model model) {
        errors.rejectValue(rejected.field(), "admin.problem.role." + rejected.problem());
        return page(name, model);
    }

    private String form(RoleForm form, @Nullable String name, Model model) {
        model.addAttribute("form", form);
        return page(name, model);
    }

    private String page(@Nullable String name, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("permissions", List.copyOf(roles.permissions()));
        return FORM;
    }

    private Role changeable(String name) {
        return NotThere.unless(
                roles.find(name).map(RoleDirectory.RoleDetail::role).filter(Role::isChangeable));
    }
}
