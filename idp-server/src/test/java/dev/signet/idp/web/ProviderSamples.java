package dev.signet.idp.web;

import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import dev.signet.idp.adminui.ProviderOffice.Connection;
import dev.signet.idp.adminui.ProviderOffice.Extent;
import dev.signet.idp.adminui.ProviderOffice.Level;
import dev.signet.idp.adminui.ProviderOffice.Line;
import dev.signet.idp.adminui.ProviderOffice.Problem;
import dev.signet.idp.adminui.ProviderOffice.Report;
import dev.signet.idp.web.Preview.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** Made-up contents of the console's pages about other providers. */
final class ProviderSamples {

    private static final String CALLBACK = "https://id.example.com/login/provider/google/callback";

    private ProviderSamples() {}

    /** A row of a form's field. */
    record Row(Map<String, String> parts) {

        @SuppressWarnings("unused") // the templates ask
        public String part(String name) {
            return parts.getOrDefault(name, "");
        }
    }

    static void addTo(Map<String, Sample> samples) {
        samples.put(
                "admin/providers",
                (model, _) -> console(model).addAttribute("providers", List.of(connection(true), connection(false))));
        samples.put("admin/providers=none", (model, _) -> console(model).addAttribute("providers", List.of()));
        samples.put(
                "admin/provider-kinds",
                (model, _) -> console(model)
                        .addAttribute(
                                "kinds",
                                List.of("google", "microsoft", "apple", "github", "gitlab", "openid", "oauth2")));
        for (var kind : List.of("google", "oauth2")) {
            samples.put("admin/provider-new=" + kind, (model, _) -> fresh(model, kind));
        }
        samples.put("admin/provider-edit", (model, _) -> edit(model, false));
        samples.put("admin/provider-edit=stale", (model, _) -> edit(model, true));
        samples.put("admin/provider", (model, _) -> provider(model));
        for (var action : List.of("enable", "disable", "delete")) {
            samples.put("admin/provider-confirm=" + action, (model, _) -> confirm(model, action));
        }
        samples.put("admin/provider-test", (model, _) -> console(model).addAttribute("provider", connection(true)));
        samples.put(
                "admin/provider-test=bad",
                (model, _) -> console(model)
                        .addAttribute("provider", connection(true))
                        .addAttribute(
                                "report",
                                new Report(
                                        false,
                                        List.of(
                                                new Line("reachable", Level.GOOD, "https://accounts.google.com"),
                                                new Line("scope", Level.DOUBTFUL, "it does not list groups"),
                                                new Line("issuer", Level.BROKEN, "https://evil.example instead")))));
    }

    private static Model console(Model model) {
        return model.addAttribute("may", new ConsoleSamples.May()).addAttribute("times", new ConsoleSamples.Times());
    }

    private static Connection connection(boolean isEnabled) {
        return new Connection(
                "google",
                "Google",
                "google",
                isEnabled,
                !isEnabled,
                7,
                Preview.NOW,
                Preview.NOW,
                Map.of(),
                CALLBACK,
                isEnabled,
                List.of(new Problem("authoritative_for", 0, "every address that it calls verified is believed")));
    }

    private static void provider(Model model) {
        console(model)
                .addAttribute("provider", connection(true))
                .addAttribute("done", "admin.done.provider-added")
                .addAttribute("drawings", drawings())
                .addAttribute(
                        "sections",
                        List.of(Map.of(
                                "name",
                                "connection",
                                "facts",
                                List.of(Map.of(
                                        "name",
                                        "issuer",
                                        "values",
                                        List.of("https://accounts.google.com"),
                                        "flag",
                                        false)))));
    }

    private static void confirm(Model model, String action) {
        console(model).addAttribute("provider", connection(true)).addAttribute("action", action);
        if (!action.equals("enable")) {
            var some = List.of(new PersonSummary(UUID.randomUUID(), "A••• L•••", "a•••@example.com", Status.ACTIVE));
            model.addAttribute("extent", new Extent(3, action.equals("delete") ? 1001 : 1, some))
                    .addAttribute("most", Extent.MOST)
                    .addAttribute("problem", "admin.problem.provider-beyond-reach");
        }
    }

    private static void fresh(Model model, String kind) {
        console(model)
                .addAttribute("kind", kind)
                .addAttribute("callback", CALLBACK)
                .addAttribute("drawings", drawings())
                .addAttribute(
                        "form",
                        form(
                                "new",
                                field("id", "TEXT", "google", null),
                                field("secret", "SECRET", "", null),
                                field("create_accounts", "FLAG", "true", null)));
    }

    private static void edit(Model model, boolean isStale) {
        console(model)
                .addAttribute("provider", connection(isStale))
                .addAttribute("version", 7)
                .addAttribute("stale", isStale)
                .addAttribute(
                        "form",
                        form(
                                "connection",
                                field("issuer", "TEXT", "https://accounts.google.com", isStale ? "another" : null),
                                field("secret", "KEY", "", null),
                                field("email_verified", "ONE", "never", null),
                                field("domains", "LINES", "corp.example", null),
                                field("claims", "CLAIMS", "", null),
                                field("roles", "RULES", "", isStale ? "groups = support → help-desk" : null)));
    }

    private static Map<String, Object> form(String group, Object... fields) {
        return Map.of("problems", List.of(), "groups", List.of(Map.of("name", group, "fields", List.of(fields))));
    }

    private static Map<String, @Nullable Object> field(
            String name, String kind, String value, @Nullable String stored) {
        var rows = new ArrayList<Row>();
        if (kind.equals("CLAIMS")) {
            rows.add(new Row(Map.of("ours", "nickname", "theirs", "login")));
        }
        if (kind.equals("RULES")) {
            rows.add(new Row(Map.of("claim", "groups", "contains", "support", "role", "gone")));
            rows.add(new Row(Map.of()));
        }
        var field = new HashMap<String, @Nullable Object>();
        field.put("name", name);
        field.put("kind", kind);
        field.put("value", value);
        field.put("rows", rows);
        field.put("choices", List.of("claim", "never", "help-desk"));
        field.put("problems", stored == null ? List.of() : List.of(new Problem(name, 1, "is wrong")));
        field.put("stored", stored);
        return field;
    }

    private static List<Map<String, @Nullable Object>> drawings() {
        var first = new HashMap<String, @Nullable Object>();
        first.put("step", "google.1");
        first.put("address", "console.cloud.google.com/apis/credentials");
        first.put(
                "menu",
                List.of(Map.of("text", "Library", "chosen", false), Map.of("text", "Credentials", "chosen", true)));
        first.put("blanks", List.of());
        first.put("button", "Create credentials");
        var second = new HashMap<String, @Nullable Object>();
        second.put("step", "google.3");
        second.put("address", "console.cloud.google.com/apis/credentials");
        second.put("menu", List.of());
        var copied = new HashMap<String, @Nullable Object>();
        copied.put("label", "Client secret");
        copied.put("value", null);
        second.put(
                "blanks",
                List.of(
                        Map.of("label", "Authorized redirect URIs", "value", "…/login/provider/google/callback"),
                        copied));
        second.put("button", null);
        return List.of(first, second);
    }
}
