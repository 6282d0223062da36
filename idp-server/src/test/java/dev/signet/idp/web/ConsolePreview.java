package dev.signet.idp.web;

import dev.signet.idp.adminui.AuditDirectory.Entry;
import dev.signet.idp.adminui.AuditDirectory.Event;
import dev.signet.idp.adminui.AuditDirectory.Page;
import dev.signet.idp.adminui.AuditDirectory.Problem;
import dev.signet.idp.adminui.AuditDirectory.Query;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.KeyDirectory;
import dev.signet.idp.adminui.MergeOffice.MergeSummary;
import dev.signet.idp.adminui.ScopeDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Made-up samples of pages of the console. */
final class ConsolePreview {

    private static final Query NOTHING = new Query("", "", "", "", "", "", "", "", "");
    private static final UUID ADA = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000001");
    private static final String KEY = "2026-11-22T10:15:00Z_" + ADA;

    private ConsolePreview() {}

    /** Somebody who may do everything. */
    record May() {

        public boolean to(String permission) {
            return !permission.isEmpty();
        }
    }

    /** Times as the console shows them. */
    record Times() {

        public String exact(Instant time) {
            return time.toString().replace('T', ' ').replace("Z", " UTC");
        }
    }

    private static void merge(Model model, @Nullable Merging other) {
        var then = Instant.parse("2026-11-22T10:15:00Z");
        console(model)
                .addAttribute("person", new Merging(ADA, "A••• L•••", "a•••@e•••.com"))
                .addAttribute("other", other)
                .addAttribute("wanted", other == null ? "" : ADA.toString())
                .addAttribute("reason", other == null ? "" : "Asked for by phone, ticket 4711")
                .addAttribute("problem", other == null ? "admin.merge.problem.nobody" : null)
                .addAttribute(
                        "merges",
                        List.of(
                                new MergeSummary(ADA, ADA, true, then, then.plus(Duration.ofDays(14))),
                                new MergeSummary(ADA, ADA, false, then, then.plus(Duration.ofDays(14)))));
    }

    /** What the search of the audit trail holds. */
    record AuditForm(
            String actor,
            String person,
            String client,
            String address,
            String request,
            String action,
            String outcome,
            String from,
            String until) {}

    /** Somebody whose account is merged. */
    record Merging(UUID id, String name, String email) {}

    static void addTo(Map<String, Preview.Sample> samples) {
        samples.put("admin/person-merge", (model, _) -> merge(model, null));
        samples.put(
                "admin/person-merge=confirm",
                (model, _) -> merge(model, new Merging(UUID.randomUUID(), "A••• K•••", "a•••@e•••.org")));
        samples.put("admin/audit", (model, _) -> {
            audit(model, NOTHING);
            model.addAttribute("page", new Page(events(), KEY, NOTHING.since("2026-11-15T10:15"), null, Map.of()));
        });
        samples.put("admin/audit=none", (model, _) -> {
            audit(model, NOTHING);
            model.addAttribute(
                    "page", new Page(List.of(), null, NOTHING.since("2026-11-15T10:15"), "2025-11-22T10:15", Map.of()));
        });
        samples.put("admin/audit=rejected", (model, _) -> {
            var query = new Query("", "nobody@example.com", "", "192.0.2", "", "", "", "", "");
            var errors = audit(model, query);
            errors.rejectValue("person", "admin.problem.audit.NO_SUCH_ACCOUNT");
            errors.rejectValue("address", "admin.problem.audit.NO_ADDRESS");
            model.addAttribute("page", new Page(List.of(), null, query, null, Map.of("person", problem())));
        });
        samples.put(
                "admin/audit-event",
                (model, _) -> console(model)
                        .addAttribute(
                                "event",
                                new Event(
                                        events().getFirst(),
                                        "k3f9-q2td-8xva-m4ne",
                                        "The redirect address https://books.northwind.example/callback is not one of those that are registered for this client.",
                                        null,
                                        null,
                                        Map.of("error", "invalid_request"),
                                        false)));
        samples.put(
                "admin/scopes",
                (model, _) -> scopes(model).addAttribute("scopes", scopes()).addAttribute("mostCounted", 10_000));
        samples.put(
                "admin/scope",
                (model, _) -> scopes(model)
                        .addAttribute(
                                "detail",
                                new ScopeDirectory.Detail(
                                        scopes().getFirst(),
                                        false,
                                        List.of(
                                                new ScopeDirectory.Client("northwind-books", "Northwind Books", true),
                                                new ScopeDirectory.Client("shop", "Shop", false)),
                                        "shop")));
        samples.put(
                "admin/scope=none",
                (model, _) -> scopes(model)
                        .addAttribute("detail", new ScopeDirectory.Detail(scopes().getLast(), true, List.of(), null)));
        samples.put("admin/keys", (model, _) -> console(model).addAttribute("keys", keys()));
        samples.put(
                "admin/keys=done",
                (model, _) -> console(model).addAttribute("keys", keys()).addAttribute("done", "admin.done.keys"));
        samples.put(
                "admin/keys-confirm",
                (model, _) -> console(model).addAttribute("plan", plan(List.of("RS256", "PS256", "ES256", "EdDSA"))));
        samples.put("admin/keys-withdraw", (model, _) -> console(model).addAttribute("withdrawal", withdrawal(keys())));
        samples.put(
                "admin/keys-withdraw=none",
                (model, _) -> console(model).addAttribute("withdrawal", withdrawal(List.of())));
        samples.put("admin/keys-confirm=none", (model, _) -> console(model).addAttribute("plan", plan(List.of())));
        samples.put(
                "admin/audit-event=change",
                (model, _) -> console(model)
                        .addAttribute(
                                "event",
                                new Event(
                                        events().getLast(),
                                        "k3f9-q2td-8xva-m4ne",
                                        null,
                                        "",
                                        "auditor help-desk",
                                        Map.of(),
                                        true)));
    }

    private static List<ScopeDirectory.Scope> scopes() {
        return List.of(
                new ScopeDirectory.Scope(
                        "profile",
                        List.of(
                                new ScopeDirectory.Wording("en", "Your name and profile"),
                                new ScopeDirectory.Wording("de", "Ihr Name und Ihr Profil")),
                        List.of("name", "family_name", "given_name", "preferred_username", "zoneinfo", "updated_at"),
                        false,
                        List.of(),
                        true,
                        12),
                new ScopeDirectory.Scope(
                        "https://orders.northwind-international.example/wissenschaftsverwaltungsdatenbank.read",
                        List.of(
                                new ScopeDirectory.Wording("de", "Ihre Bestellungen lesen"),
                                new ScopeDirectory.Wording(null, "Read your orders")),
                        List.of("staff_mail = email"),
                        true,
                        List.of("https://api.northwind.example/orders"),
                        false,
                        0));
    }

    private static Model scopes(Model model) {
        return console(model).addAttribute("file", Path.of("config/clients.yaml"));
    }

    private static List<KeyDirectory.Key> keys() {
        return List.of(
                key(KeyDirectory.State.RETIRED, KeyDirectory.Next.REMOVED, Preview.NOW),
                key(KeyDirectory.State.SIGNING, KeyDirectory.Next.SUCCESSOR_PUBLISHED, null),
                key(KeyDirectory.State.PUBLISHED, KeyDirectory.Next.SIGNS, null));
    }

    private static KeyDirectory.Key key(KeyDirectory.State state, KeyDirectory.Next next, @Nullable Instant retiredAt) {
        return new KeyDirectory.Key(
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "RS256",
                state,
                Preview.NOW,
                Preview.NOW,
                retiredAt,
                next,
                Preview.NOW.plusSeconds(600_000));
    }

    private static KeyDirectory.Plan plan(List<String> algorithms) {
        return new KeyDirectory.Plan(
                algorithms, Preview.NOW.plusSeconds(86_400), Duration.ofHours(1), Preview.NOW.plusSeconds(700_000));
    }

    private static KeyDirectory.Withdrawal withdrawal(List<KeyDirectory.Key> keys) {
        return new KeyDirectory.Withdrawal(
                keys,
                List.of(
                        new KeyDirectory.Replacement("RS256", true, Preview.NOW.plusSeconds(3_600)),
                        new KeyDirectory.Replacement("ES256", false, null)),
                Duration.ofHours(1),
                List.of(
                        new KeyDirectory.Affected("northwind-books", "Northwind Books", 1_204, 1, false),
                        new KeyDirectory.Affected("shop", "Shop", 0, 0, true)),
                4_310,
                1);
    }

    private static Problem problem() {
        return Problem.NO_SUCH_ACCOUNT;
    }

    private static Model console(Model model) {
        return model.addAttribute("may", new May()).addAttribute("times", new Times());
    }

    private static BindingResult audit(Model model, Query query) {
        var form = new AuditForm(
                query.actor(),
                query.person(),
                query.client(),
                query.address(),
                query.request(),
                query.action(),
                query.outcome(),
                query.from(),
                query.until());
        var errors = new BeanPropertyBindingResult(form, "form");
        console(model)
                .addAttribute("form", form)
                .addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addAttribute("asked", query);
        return errors;
    }

    private static List<Entry> events() {
        var ada = new Who(ADA, "A••• L•••");
        var gone = new Who(UUID.fromString("7b0f1c1e-0000-4000-8000-000000000002"), null);
        var events = new ArrayList<Entry>();
        events.add(entry("authorization.refused", true, null, null, "northwind-books"));
        events.add(entry("session.started", false, ada, ada, null));
        events.add(entry("console.used", false, ada, null, null));
        events.add(entry("sign-in.refused", true, gone, gone, "wissenschaftsverwaltungsdatenbankanwendung"));
        events.add(entry("roles.changed", false, ada, gone, null));
        return events;
    }

    private static Entry entry(
            String action, boolean isRefused, @Nullable Who actor, @Nullable Who subject, @Nullable String client) {
        return new Entry(KEY, Preview.NOW, action, isRefused, actor, subject, client, "192.0.•••");
    }
}
