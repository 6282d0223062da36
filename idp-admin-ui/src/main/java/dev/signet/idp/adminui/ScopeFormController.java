package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ClientFieldKind.FLAG;
import static dev.signet.idp.adminui.ClientFieldKind.LINES;
import static dev.signet.idp.adminui.ClientFieldKind.TEXT;

import dev.signet.idp.adminui.ClientOffice.Extent;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ScopeOffice.Change;
import dev.signet.idp.adminui.ScopeOffice.Creation;
import dev.signet.idp.adminui.ScopeOffice.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Makes, changes and deletes a scope. Its name is a parameter, because it may have a slash. */
@AdminController
@RequestMapping("/admin/scopes")
class ScopeFormController {

    /** What is said of a scope beside its name. */
    static final Map<String, ClientFieldKind> FIELDS = fields();

    private final ScopeOffice office;

    ScopeFormController(ScopeOffice office) {
        this.office = office;
    }

    @GetMapping("/new")
    String blank(Model model) {
        return newPage(Map.of(), List.of(), model);
    }

    @PostMapping("/new")
    String create(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes next, Model model) {
        var fields = ClientForm.typed(withName(), typed);
        var name = String.valueOf(fields.get("scope_name"));
        return switch (office.create(fields)) {
            case Creation.Created _ -> back(name, "scope-created", next);
            case Creation.NameTaken _ -> {
                model.addAttribute("problem", "admin.problem.scope-taken");
                yield newPage(fields, List.of(), model);
            }
            case Creation.Rejected(var problems) -> newPage(fields, problems, model);
        };
    }

    @GetMapping("/scope/edit")
    String edit(@RequestParam(defaultValue = "") String name, Model model) {
        var scope = NotThere.unless(office.find(name));
        return editPage(scope, scope.fields(), List.of(), null, model);
    }

    @PostMapping("/scope/edit")
    String change(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes next,
            Model model) {
        var scope = NotThere.unless(office.find(name));
        var fields = ClientForm.typed(FIELDS, typed);
        return switch (office.change(name, version, fields)) {
            case Change.Saved _ -> back(name, "saved", next);
            case Change.Rejected(var problems) -> editPage(scope, fields, problems, null, model);
            case Change.Stale(var current) -> editPage(current, fields, List.of(), current.fields(), model);
            case Change.NotThere _ -> throw NotThere.exception();
        };
    }

    @GetMapping("/scope/delete")
    String confirm(@RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("scope", NotThere.unless(office.find(name)));
        model.addAttribute("extent", NotThere.unless(office.extent(name)));
        model.addAttribute("most", Extent.MOST);
        return "admin/scope-confirm";
    }

    @PostMapping("/scope/delete")
    String delete(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String confirmed,
            Model model) {
        if (confirmed == null) {
            model.addAttribute("problem", "admin.scope.delete.unconfirmed");
            return confirm(name, model);
        }
        if (!office.delete(name)) {
            throw NotThere.exception();
        }
        return "redirect:/admin/scopes?done=scope-deleted";
    }

    private String newPage(Map<String, Object> fields, List<Problem> problems, Model model) {
        model.addAttribute("form", ClientForm.of(Map.of("scope", withName()), fields, Map.of(), problems, null));
        model.addAttribute("sources", office.sources());
        return "admin/scope-form";
    }

    private String editPage(
            Stored scope,
            Map<String, Object> fields,
            List<Problem> problems,
            @Nullable Map<String, Object> stored,
            Model model) {
        model.addAttribute("scope", scope);
        model.addAttribute("form", ClientForm.of(Map.of("scope", FIELDS), fields, Map.of(), problems, stored));
        model.addAttribute("stale", stored != null);
        model.addAttribute("sources", office.sources());
        return "admin/scope-form";
    }

    private static String back(String name, String done, RedirectAttributes next) {
        next.addAttribute("name", name);
        next.addAttribute("done", done);
        return "redirect:/admin/scopes/scope";
    }

    private static Map<String, ClientFieldKind> withName() {
        var fields = new LinkedHashMap<String, ClientFieldKind>();
        fields.put("scope_name", TEXT);
        fields.putAll(FIELDS);
        return fields;
    }

    private static Map<String, ClientFieldKind> fields() {
        var fields = new LinkedHashMap<String, ClientFieldKind>();
        fields.put("description", TEXT);
        fields.put("description_de", TEXT);
        fields.put("claims", LINES);
        fields.put("in_id_token", FLAG);
        fields.put("audience", LINES);
        return fields;
    }
}
