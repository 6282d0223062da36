package dev.signet.idp.web;

import dev.signet.idp.adminui.AlertDirectory.Acknowledgement;
import dev.signet.idp.adminui.AlertDirectory.Alert;
import dev.signet.idp.adminui.ApprovalDirectory;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.DriftDirectory;
import dev.signet.idp.adminui.HealthDirectory;
import dev.signet.idp.adminui.HealthDirectory.Health;
import dev.signet.idp.adminui.HealthDirectory.Weakness;
import dev.signet.idp.adminui.HealthDirectory.WeaknessKind;
import dev.signet.idp.adminui.LogoutDeliveryDirectory;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.adminui.OverviewDirectory.Figures;
import dev.signet.idp.adminui.OverviewDirectory.Span;
import dev.signet.idp.adminui.OverviewDirectory.Step;
import dev.signet.idp.adminui.OverviewDirectory.StepKind;
import dev.signet.idp.adminui.ReviewDirectory;
import dev.signet.idp.web.Preview.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** The console's pages about the installation as a whole, with made-up contents. */
final class OverviewSamples {

    private static final String LONG_NAME = "https://books.northwind.example/" + "analytical-engine-".repeat(6);

    private OverviewSamples() {}

    /** What the page draws, in the words that the template asks with. */
    public record Chart(String name, List<Bar> bars, long total, long most) {

        @SuppressWarnings("unused") // the template asks
        public Instant busiest() {
            return Preview.NOW;
        }
    }

    public record Bar(double x, double y, double width, double height, Instant start, long count) {}

    public record Part(String name, long count, int percent) {}

    static void addTo(Map<String, Sample> samples) {
        samples.put("admin/overview", (model, _) -> overview(model, false));
        samples.put("admin/overview=new", (model, _) -> overview(model, true));
        samples.put("admin/alerts", (model, _) -> alerts(model, List.of(alert(null), alert(looked()))));
        samples.put("admin/alerts=none", (model, _) -> alerts(model, List.of()));
        samples.put(
                "admin/alert",
                (model, _) -> console(model).addAttribute("alert", alert(null)).addAttribute("longestNote", 500));
        samples.put("admin/alert=acknowledged", (model, _) -> console(model).addAttribute("alert", alert(looked())));
        samples.put(
                "admin/approvals",
                (model, _) -> console(model).addAttribute("requests", List.of(approval(false), approval(true))));
        samples.put("admin/approvals=none", (model, _) -> console(model).addAttribute("requests", List.of()));
        for (var decision : List.of("grant", "decline")) {
            samples.put(
                    "admin/approval-confirm=" + decision,
                    (model, _) -> console(model)
                            .addAttribute("approval", approval(false))
                            .addAttribute("decision", decision));
        }
        samples.put("admin/sessions-told", (model, _) -> told(model, List.of("PENDING", "DELIVERED", "FAILED")));
        samples.put("admin/sessions-told=none", (model, _) -> told(model, List.of()));
        for (var action : List.of("lock", "end-sessions", "require-factor")) {
            samples.put(
                    "admin/people-together=" + action,
                    (model, _) -> console(model)
                            .addAttribute("action", action)
                            .addAttribute(
                                    "people", List.of(Map.of("id", "1", "name", "A••• L•••", "email", "a•••@e•••.com")))
                            .addAttribute("left", 2)
                            .addAttribute("sessions", 3));
        }
        samples.put(
                "admin/drift",
                (model, _) -> console(model)
                        .addAttribute(
                                "drift",
                                new DriftDirectory.Drift(
                                        Path.of("config/clients.yaml"),
                                        true,
                                        List.of(),
                                        List.of(new DriftDirectory.Item(
                                                "client",
                                                LONG_NAME,
                                                "/admin/clients/client?id=books",
                                                List.of("redirect_uris: " + LONG_NAME + " → " + LONG_NAME),
                                                new DriftDirectory.Change(
                                                        Preview.NOW, new Who(UUID.randomUUID(), null), "event"))))));
        samples.put(
                "admin/drift=broken",
                (model, _) -> console(model)
                        .addAttribute(
                                "drift",
                                new DriftDirectory.Drift(
                                        Path.of("config/clients.yaml"),
                                        true,
                                        List.of("clients.yaml:12: clients[0].redirect_uris: must be https"),
                                        List.of())));
        samples.put("admin/review", (model, _) -> review(model, groups()));
        samples.put("admin/review=none", (model, _) -> review(model, List.of()));
        samples.put(
                "admin/review-past",
                (model, _) -> console(model).addAttribute("past", new ReviewDirectory.Past(signed(), groups())));
        samples.put("admin/health", (model, _) -> health(model, false));
        samples.put("admin/health=trouble", (model, _) -> health(model, true));
    }

    private static Model console(Model model) {
        return model.addAttribute("may", new ConsolePreview.May()).addAttribute("times", new ConsolePreview.Times());
    }

    private static void overview(Model model, boolean isNew) {
        console(model)
                .addAttribute("span", Span.DAY)
                .addAttribute("spans", Span.values())
                .addAttribute(
                        "concerns",
                        isNew
                                ? List.of()
                                : Arrays.stream(ConcernKind.values())
                                        .map(it -> new Concern(it, 1_312, LONG_NAME, Preview.NOW))
                                        .toList())
                .addAttribute(
                        "steps",
                        isNew
                                ? Arrays.stream(StepKind.values())
                                        .map(it -> new Step(it, it == StepKind.PASSKEY))
                                        .toList()
                                : List.of())
                .addAttribute("figures", new Figures(List.of(), List.of(), List.of()))
                .addAttribute(
                        "charts", List.of(chart("sign-ins", isNew), chart("refusals", isNew), chart("tokens", isNew)))
                .addAttribute(
                        "factors",
                        isNew
                                ? List.of()
                                : List.of(
                                        new Part("pwd", 12_312, 71),
                                        new Part("passkey", 4_000, 27),
                                        new Part("other", 200, 2)))
                .addAttribute("grants", isNew ? List.of() : List.of(new Part("client_credentials", 1_234_567, 100)));
    }

    private static Chart chart(String name, boolean isEmpty) {
        var bars = IntStream.range(0, 24)
                .mapToObj(it -> new Bar(
                        it * 25 + 2.5,
                        isEmpty ? 120 : 120 - it * 5,
                        20,
                        isEmpty ? 0 : it * 5,
                        Preview.NOW.plus(Duration.ofHours(it)),
                        isEmpty ? 0 : it * 5_000))
                .toList();
        return new Chart(name, bars, isEmpty ? 0 : 1_380_000, isEmpty ? 0 : 115_000);
    }

    private static void alerts(Model model, List<Alert> alerts) {
        console(model)
                .addAttribute("alerts", alerts)
                .addAttribute("all", true)
                .addAttribute("next", alerts.isEmpty() ? null : "next");
    }

    private static Acknowledgement looked() {
        return new Acknowledgement(Preview.NOW, new Who(UUID.randomUUID(), null), "A migration. " + LONG_NAME);
    }

    private static Alert alert(@Nullable Acknowledgement acknowledgement) {
        return new Alert(
                UUID.randomUUID(),
                acknowledgement == null ? "CREDENTIAL_STUFFING" : "MASS_READ",
                true,
                new Who(UUID.randomUUID(), "A••• L•••"),
                "192.0.•••",
                LONG_NAME,
                1_312,
                Preview.NOW,
                Preview.NOW,
                "2026-11-22T10:15:00Z_7b0f1c1e-0000-4000-8000-000000000001",
                acknowledgement);
    }

    private static ApprovalDirectory.Request approval(boolean isOwn) {
        return new ApprovalDirectory.Request(
                UUID.randomUUID(),
                "reset-password",
                new Who(UUID.randomUUID(), "A••• L•••"),
                new Who(UUID.randomUUID(), "G••• H•••"),
                Preview.NOW,
                Preview.NOW.plusSeconds(86_400),
                !isOwn,
                isOwn);
    }

    private static void told(Model model, List<String> states) {
        console(model)
                .addAttribute("filter", new LogoutDeliveryDirectory.Filter("", ""))
                .addAttribute(
                        "notices",
                        states.stream()
                                .map(it -> new LogoutDeliveryDirectory.Notice(
                                        UUID.randomUUID(),
                                        null,
                                        LONG_NAME,
                                        it,
                                        3,
                                        Preview.NOW,
                                        Preview.NOW,
                                        null,
                                        "Connection to the server was refused"))
                                .toList());
    }

    private static void review(Model model, List<ReviewDirectory.Group> groups) {
        console(model)
                .addAttribute("longestNote", 2_000)
                .addAttribute(
                        "state",
                        new ReviewDirectory.State(groups, groups.isEmpty() ? List.of() : List.of(signed()), null));
    }

    private static ReviewDirectory.Review signed() {
        return new ReviewDirectory.Review(
                UUID.randomUUID(), Preview.NOW, new Who(UUID.randomUUID(), "A••• L•••"), "Kept. " + LONG_NAME, 1_312);
    }

    private static List<ReviewDirectory.Group> groups() {
        return List.of(
                new ReviewDirectory.Group(
                        "CLIENT_UNUSED",
                        List.of(new ReviewDirectory.Finding(LONG_NAME, "/admin/clients/client?id=books", Preview.NOW)),
                        1_312),
                new ReviewDirectory.Group(
                        "ROLE_WITHOUT_PASSKEY",
                        List.of(new ReviewDirectory.Finding("A••• L•••", "/admin/people", Preview.NOW)),
                        1));
    }

    private static void health(Model model, boolean isInTrouble) {
        console(model)
                .addAttribute(
                        "health",
                        new Health(
                                new HealthDirectory.Versions(null, "25.0.1+8-27", "4.1.2", "18.6 (Debian 18.6-1)"),
                                new HealthDirectory.Database(
                                        Duration.ofMillis(isInTrouble ? -4_000 : 3),
                                        Duration.ofMillis(1),
                                        12_345_678_901L,
                                        120,
                                        "101-hourly-count",
                                        Preview.NOW,
                                        isInTrouble,
                                        14),
                                new HealthDirectory.Trail(
                                        "9120:" + "5f0c".repeat(16),
                                        isInTrouble ? Duration.ofMinutes(4) : Duration.ZERO,
                                        isInTrouble,
                                        isInTrouble ? Preview.NOW : null,
                                        !isInTrouble,
                                        isInTrouble ? "seal 12 covers 4 events, and 3 are there" : null),
                                isInTrouble
                                        ? List.of(new HealthDirectory.Deliveries(
                                                "mail", 12, Preview.NOW, 3, 1, "Connection to the server was refused"))
                                        : List.of(),
                                List.of(
                                        job("audit-verification", isInTrouble, Preview.NOW),
                                        job("sweep-expired-rows", false, null)),
                                List.of(new HealthDirectory.SigningKey(
                                        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                                        "ES256",
                                        "SIGNING",
                                        Preview.NOW)),
                                isInTrouble
                                        ? Arrays.stream(WeaknessKind.values())
                                                .map(it -> new Weakness(it, LONG_NAME))
                                                .toList()
                                        : List.of()));
    }

    private static HealthDirectory.Job job(String name, boolean isInTrouble, @Nullable Instant last) {
        return new HealthDirectory.Job(
                name, Preview.NOW, isInTrouble, last, isInTrouble ? last : null, isInTrouble ? 2 : 0, isInTrouble);
    }
}
