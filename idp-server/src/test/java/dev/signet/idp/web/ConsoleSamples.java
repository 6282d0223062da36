package dev.signet.idp.web;

import dev.signet.idp.adminui.ClientOffice.Extent;
import dev.signet.idp.adminui.ClientOffice.LiveSecret;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ClientOffice.Registration;
import dev.signet.idp.adminui.ScopeOffice;
import dev.signet.idp.adminui.TokenDirectory;
import dev.signet.idp.adminui.TrialOffice;
import dev.signet.idp.web.Preview.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** The console's pages about clients, with made-up contents. */
final class ConsoleSamples {

    private static final String LONG_ID = "https://books.northwind.example/" + "analytical-engine-".repeat(6);
    private static final String YAML = """
            spring:
              security:
                oauth2:
                  client:
                    registration:
                      signet:
                        client-id: "%s"
                        client-secret: ${SIGNET_CLIENT_SECRET}
            """.formatted(LONG_ID);

    private ConsoleSamples() {}

    /** What the console adds to every page. */
    record May() {

        @SuppressWarnings("unused") // the templates ask
        public boolean to(String permission) {
            return !permission.isEmpty();
        }
    }

    record Times() {

        @SuppressWarnings("unused") // the templates ask
        public String exact(Instant time) {
            return time.toString();
        }
    }

    static void addTo(Map<String, Sample> samples) {
        samples.put("admin/client", (model, _) -> client(model, true, List.of()));
        samples.put(
                "admin/client=doubtful",
                (model, _) -> client(
                        model,
                        false,
                        List.of(
                                new Problem("redirect_uris", 2, "localhost can be led elsewhere, RFC 8252 §8.3"),
                                new Problem("access_token_lifetime", 0, "longer than an hour"))));
        samples.put("admin/client-edit", (model, _) -> edit(model, false, false));
        samples.put("admin/client-edit=rejected", (model, _) -> edit(model, true, false));
        samples.put("admin/client-edit=stale", (model, _) -> edit(model, false, true));
        samples.put(
                "admin/client-kinds",
                (model, _) -> console(model)
                        .addAttribute(
                                "kinds",
                                Stream.of("web", "spa", "native", "machine", "device", "mcp")
                                        .map(it -> Map.of("path", it))
                                        .toList()));
        for (var kind : List.of("web", "machine", "device", "mcp")) {
            samples.put("admin/client-new=" + kind, (model, _) -> fresh(model, kind, null));
        }
        samples.put("admin/client-new=taken", (model, _) -> fresh(model, "spa", "admin.problem.client-id-taken"));
        samples.put(
                "admin/client-created", (model, _) -> created(model, "bXkgc2VjcmV0IGlzIG5vdCB0aGlzIG9uZSwgc29ycnk"));
        samples.put("admin/client-created=public", (model, _) -> created(model, null));
        samples.put(
                "admin/client-secret",
                (model, _) -> console(model)
                        .addAttribute("client", registration(true, List.of()))
                        .addAttribute("secret", "bXkgc2VjcmV0IGlzIG5vdCB0aGlzIG9uZSwgc29ycnk"));
        for (var action : List.of("enable", "disable", "delete", "add-secret", "end-secret")) {
            samples.put("admin/client-confirm=" + action, (model, _) -> confirm(model, action));
        }
        addScopesAndTokens(samples);
        addTrials(samples);
    }

    private static void addScopesAndTokens(Map<String, Sample> samples) {
        samples.put("admin/scope-form", (model, _) -> scopeForm(model, false));
        samples.put("admin/scope-form=edit", (model, _) -> scopeForm(model, true));
        samples.put(
                "admin/scope-confirm",
                (model, _) -> console(model)
                        .addAttribute("scope", new ScopeOffice.Stored("orders:read", true, 1, Map.of()))
                        .addAttribute("extent", new ScopeOffice.Extent(3, 1001, 0))
                        .addAttribute("most", Extent.MOST)
                        .addAttribute("problem", "admin.scope.delete.unconfirmed"));
        samples.put("admin/client-tokens", (model, _) -> tokens(model, List.of()));
        samples.put(
                "admin/client-tokens=shown",
                (model, _) -> tokens(
                        model,
                        List.of(
                                new TokenDirectory.Document(
                                        "id-token",
                                        List.of(
                                                new TokenDirectory.Claim("iss", "\"https://id.example.com\""),
                                                new TokenDirectory.Claim("amr", "[\"pwd\"]"),
                                                new TokenDirectory.Claim("staff_mail", "\"•••\""))),
                                new TokenDirectory.Document(
                                        "access-token", List.of(new TokenDirectory.Claim("exp", "1795000000"))))));
    }

    private static void addTrials(Map<String, Sample> samples) {
        var client = new TrialOffice.Subject(LONG_ID, "Northwind Books", List.of("openid", "email"), true, true);
        samples.put("admin/client-try", (model, _) -> trial(model, client));
        samples.put(
                "admin/client-try=refused",
                (model, _) -> trial(model, client)
                        .addAttribute("error", "access_denied")
                        .addAttribute("description", "the person said no"));
        samples.put(
                "admin/client-try=machine",
                (model, _) -> trial(model, new TrialOffice.Subject("batch", "Batch", List.of(), false, false)));
        samples.put(
                "admin/client-tried",
                (model, _) -> console(model)
                        .addAttribute("client", client)
                        .addAttribute("refreshable", true)
                        .addAttribute(
                                "documents",
                                List.of(new TokenDirectory.Document(
                                        "id-token", List.of(new TokenDirectory.Claim("aud", "\"books\""))))));
        samples.put("admin/client-tried=over", (model, _) -> console(model));
    }

    private static Model trial(Model model, TrialOffice.Subject client) {
        return console(model)
                .addAttribute("client", client)
                .addAttribute("chosen", List.of("openid"))
                .addAttribute("prompts", Set.of("login"));
    }

    private static void scopeForm(Model model, boolean isEdit) {
        var wrong = isEdit ? List.of(new Problem("claims", 2, "reserved for the protocol")) : List.<Problem>of();
        console(model)
                .addAttribute("scope", isEdit ? new ScopeOffice.Stored("orders:read", true, 1, Map.of()) : null)
                .addAttribute("stale", isEdit)
                .addAttribute("problem", isEdit ? null : "admin.problem.scope-taken")
                .addAttribute("sources", List.of("address", "email", "name"))
                .addAttribute(
                        "form",
                        Map.of(
                                "problems",
                                List.of(),
                                "groups",
                                List.of(Map.of(
                                        "name",
                                        "scope",
                                        "fields",
                                        List.of(
                                                field("scope_name", "TEXT", "", List.of(), null),
                                                field("description", "TEXT", "Read your orders", List.of(), null),
                                                field("claims", "LINES", "staff_mail = email\niss", wrong, null),
                                                field("in_id_token", "FLAG", "true", List.of(), null),
                                                field("audience", "LINES", "", List.of(), null))))));
    }

    private static void tokens(Model model, List<TokenDirectory.Document> documents) {
        var isKnown = !documents.isEmpty();
        console(model)
                .addAttribute("person", "ada@example.com")
                .addAttribute("revealed", false)
                .addAttribute(
                        "preview",
                        new TokenDirectory.Preview(
                                LONG_ID,
                                "Northwind Books",
                                List.of("openid", "email"),
                                List.of("openid"),
                                isKnown,
                                documents));
    }

    private static Model console(Model model) {
        return model.addAttribute("may", new May()).addAttribute("times", new Times());
    }

    private static void client(Model model, boolean isEnabled, List<Problem> warnings) {
        console(model)
                .addAttribute("client", registration(isEnabled, warnings))
                .addAttribute("done", isEnabled ? "admin.done.saved" : null)
                .addAttribute(
                        "sections",
                        List.of(
                                section("about", fact("client_name", "Northwind Books")),
                                section(
                                        "sign-in",
                                        fact("grant_types", "authorization_code", "refresh_token"),
                                        fact("scope", "openid profile email offline_access"),
                                        flag("require_consent")),
                                section("return", fact("redirect_uris", LONG_ID, "http://localhost/callback")),
                                section("tokens", fact("access_token_lifetime", "5m"), fact("require_dpop_nonce"))))
                .addAttribute("settings", settings(YAML));
    }

    private static Registration registration(boolean isEnabled, List<Problem> warnings) {
        return new Registration(
                LONG_ID,
                "Northwind Books",
                isEnabled,
                !isEnabled,
                7,
                Preview.NOW,
                Preview.NOW,
                Map.of(),
                true,
                List.of(
                        new LiveSecret(UUID.randomUUID(), "x4Zq", Preview.NOW, null, Preview.NOW, false),
                        new LiveSecret(
                                UUID.randomUUID(), null, Preview.NOW, Preview.NOW.plusSeconds(90_000), null, true)),
                true,
                warnings);
    }

    private static void edit(Model model, boolean isRejected, boolean isStale) {
        var wrong = isRejected
                ? List.of(new Problem(
                        "redirect_uris", 2, "must be https; http is for 127.0.0.1, [::1] and localhost only"))
                : List.<Problem>of();
        var now = isStale ? "Northwind Books and Records" : null;
        var form = Map.of(
                "problems",
                isRejected ? List.of(new Problem("request_uris", 1, "must be https")) : List.of(),
                "groups",
                List.of(
                        Map.of(
                                "name",
                                "about",
                                "fields",
                                List.of(field("client_name", "TEXT", "Northwind", List.of(), now))),
                        Map.of(
                                "name",
                                "sign-in",
                                "fields",
                                List.of(
                                        field("grant_types", "SEVERAL", "", List.of(), null),
                                        field("scope", "TEXT", "openid", List.of(), null),
                                        field("require_consent", "FLAG", "true", List.of(), isStale ? "false" : null),
                                        field("minimum_acr", "ONE_OR_NONE", "mfa", List.of(), null))),
                        Map.of(
                                "name",
                                "return",
                                "fields",
                                List.of(field("redirect_uris", "LINES", LONG_ID + "\nhttp://a.example/", wrong, null))),
                        Map.of(
                                "name",
                                "authentication",
                                "fields",
                                List.of(
                                        field("token_endpoint_auth_method", "ONE", "none", List.of(), null),
                                        field("jwks", "JSON", "{\"keys\": []}", List.of(), isStale ? "" : null)))));
        console(model)
                .addAttribute("client", registration(true, List.of()))
                .addAttribute("version", 7)
                .addAttribute("form", form)
                .addAttribute("stale", isStale);
    }

    private static void fresh(Model model, String kind, @Nullable String problem) {
        console(model)
                .addAttribute("kind", kind)
                .addAttribute("problem", problem)
                .addAttribute(
                        "form",
                        Map.of(
                                "problems",
                                List.of(),
                                "groups",
                                List.of(Map.of(
                                        "name",
                                        "new",
                                        "fields",
                                        List.of(
                                                field("client_id", "TEXT", "", List.of(), null),
                                                field("client_name", "TEXT", "", List.of(), null),
                                                field("redirect_uris", "LINES", "", List.of(), null),
                                                field("scope", "TEXT", "openid profile email", List.of(), null),
                                                field("require_consent", "FLAG", "true", List.of(), null))))));
    }

    private static void created(Model model, @Nullable String secret) {
        console(model)
                .addAttribute("clientId", LONG_ID)
                .addAttribute("secret", secret)
                .addAttribute("settings", settings(secret == null ? null : YAML));
    }

    private static void confirm(Model model, String action) {
        var client = registration(!action.equals("enable"), List.of());
        console(model).addAttribute("client", client).addAttribute("action", action);
        if (action.equals("add-secret")) {
            model.addAttribute("days", List.of(30, 365));
        }
        if (action.equals("delete") || action.equals("disable")) {
            model.addAttribute("extent", new Extent(action.equals("delete") ? 1001 : 1, 12, 3))
                    .addAttribute("most", Extent.MOST);
        }
        if (action.equals("end-secret")) {
            model.addAttribute("ended", client.secrets().getFirst())
                    .addAttribute("problem", "admin.problem.last-secret");
        }
    }

    private static Map<String, @Nullable Object> settings(@Nullable String yaml) {
        var settings = new HashMap<String, @Nullable Object>();
        settings.put("clientId", LONG_ID);
        settings.put("issuer", "https://id.example.com");
        settings.put("endpoints", Map.of("token_endpoint", "https://id.example.com/oauth2/token"));
        settings.put(
                "samples",
                yaml == null
                        ? List.of()
                        : List.of(
                                sample("spring", "Spring Boot", null, yaml),
                                sample("aspnet", "ASP.NET", "aspnet-post", yaml)));
        return settings;
    }

    private static Map<String, @Nullable Object> sample(String name, String title, @Nullable String note, String text) {
        var sample = new HashMap<String, @Nullable Object>();
        sample.put("name", name);
        sample.put("title", title);
        sample.put("note", note);
        sample.put("text", text);
        return sample;
    }

    private static Map<String, Object> section(String name, Object... facts) {
        return Map.of("name", name, "facts", List.of(facts));
    }

    private static Map<String, Object> fact(String name, String... values) {
        return Map.of("name", name, "values", List.of(values), "flag", false);
    }

    private static Map<String, Object> flag(String name) {
        return Map.of("name", name, "values", List.of("true"), "flag", true);
    }

    private static Map<String, @Nullable Object> field(
            String name, String kind, String value, List<Problem> problems, @Nullable String stored) {
        var field = new HashMap<String, @Nullable Object>();
        field.put("name", name);
        field.put("kind", kind);
        field.put("value", value);
        field.put("chosen", List.of("refresh_token"));
        field.put("choices", List.of("authorization_code", "refresh_token", "mfa", "none"));
        field.put("problems", problems);
        field.put("stored", stored);
        field.put("before", stored == null ? null : "Northwind");
        field.put("adopted", false);
        return field;
    }
}
