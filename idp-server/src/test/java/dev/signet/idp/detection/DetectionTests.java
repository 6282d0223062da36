package dev.signet.idp.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.access.Role;
import dev.signet.idp.admin.Visitors;
import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Jobs;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.SignetTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SignetTest
@DisplayName("Detection of attacks")
class DetectionTests {

    private static final AtomicInteger ADDRESS = new AtomicInteger();

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Alerts alerts;

    @Autowired
    IdpProperties idp;

    @Autowired
    MeterRegistry meters;

    /** It is night whenever the test runs. */
    @DynamicPropertySource
    static void night(DynamicPropertyRegistry settings) {
        var noon = LocalTime.now(ZoneOffset.UTC).plusHours(6).truncatedTo(ChronoUnit.MINUTES);
        settings.add("idp.detection.working-hours", () -> noon + "-" + noon.plusHours(1));
    }

    /** Something that happened, as other modules would tell it. */
    record Happened(
            String action, @Nullable UUID subject, @Nullable UUID actor, Outcome outcome, Map<String, String> details)
            implements AuditEvent {}

    @Test
    void noticesManyWrongPasswordsForOneAccount() {
        var account = UUID.randomUUID();
        refused(account, "ada", address(), 9);
        assertThat(raised(AlertKind.BRUTE_FORCE, account)).isEmpty();

        refused(account, "ada", address(), 1);

        assertThat(awaitAlert(AlertKind.BRUTE_FORCE, account).number()).isEqualTo(10);
    }

    @Test
    void raisesTheSameAlertOnceUntilSomebodyLooksAndOnlyForWhatComesAfterThat() {
        var account = UUID.randomUUID();
        refused(account, "ada", address(), 10);
        var first = awaitAlert(AlertKind.BRUTE_FORCE, account);
        refused(account, "ada", address(), 5);
        look();
        assertThat(raised(AlertKind.BRUTE_FORCE, account)).hasSize(1);

        assertThat(alerts.acknowledge(first.id(), new dev.signet.idp.user.AccountId(UUID.randomUUID()), "a test"))
                .isTrue();
        refused(account, "ada", address(), 9);
        look();
        assertThat(raised(AlertKind.BRUTE_FORCE, account)).hasSize(1);

        refused(account, "ada", address(), 1);
        await().until(() -> {
            Jobs.run(application, "detectionTask");
            return raised(AlertKind.BRUTE_FORCE, account).size() == 2;
        });
    }

    @Test
    void noticesWrongPasswordsForManyAccountsFromOneAddressOverHttp() {
        IntStream.range(0, 15).forEach(it -> {
            var browser = new Browser(idp.issuer());
            browser.submit(
                    browser.open("/login"),
                    Map.of("username", "nobody-" + UUID.randomUUID() + "@example.com", "password", "correct-horse"));
        });

        await().untilAsserted(() -> {
            Jobs.run(application, "detectionTask");
            assertThat(alerts.list(false, null, 100)).anySatisfy(it -> {
                assertThat(it.kind()).isEqualTo(AlertKind.PASSWORD_SPRAYING);
                assertThat(it.address()).isEqualTo("127.0.0.1");
            });
        });
    }

    @Test
    void takesOnePersonWhoForgotTheirPasswordForNoAttack() {
        var address = address();
        refused(null, "ada", address, 15);
        look();

        assertThat(alerts.list(false, null, 100)).noneMatch(it -> address.equals(it.address()));
    }

    @Test
    void noticesAListOfStolenPasswordsThatComesFromEverywhere() {
        IntStream.range(0, 100).forEach(it -> refused(null, UUID.randomUUID().toString(), address(), 1));

        await().untilAsserted(() -> {
            Jobs.run(application, "detectionTask");
            assertThat(alerts.list(false, null, 100)).anyMatch(it -> it.kind() == AlertKind.CREDENTIAL_STUFFING);
        });
    }

    @Test
    void noticesWhoLooksAtManyPeople() {
        var administrator = UUID.randomUUID();
        publish(seen(administrator, 99), address());
        look();
        assertThat(raised(AlertKind.MASS_READ, administrator)).isEmpty();

        publish(seen(administrator, 1), address());
        assertThat(awaitAlert(AlertKind.MASS_READ, administrator).number()).isEqualTo(100);
    }

    @Test
    void noticesAnAdministratorAtNightOverHttp() {
        var officer = visitors().with(Role.SECURITY_OFFICER);
        officer.browser().open("/admin/keys");

        assertThat(awaitAlert(AlertKind.ODD_HOURS, officer.persona().id().value())
                        .address())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void noticesSingleEventsThatAreEnough() {
        var account = UUID.randomUUID();
        publish(refusal("passkey.clone-suspected", account, Map.of()), address());
        publish(refusal("limit.reached", account, Map.of("limit", "sign-in.everywhere")), address());
        publish(refusal("limit.reached", account, Map.of("limit", "sign-in.address")), address());
        publish(refusal("audit.verified", account, Map.of("fault", "seal 1 is missing")), address());

        await().untilAsserted(() -> {
            Jobs.run(application, "detectionTask");
            assertThat(alerts.list(false, null, 200))
                    .filteredOn(it -> account.equals(it.account()))
                    .extracting(Alert::kind)
                    .containsExactlyInAnyOrder(
                            AlertKind.PASSKEY_CLONE, AlertKind.CEILING_REACHED, AlertKind.TRAIL_BROKEN);
        });
    }

    @Test
    void tellsSecurityOfficersAndMetricsAndTheConsole() {
        var officer = visitors().with(Role.SECURITY_OFFICER);
        var before = meters.counter("signet.alerts", "kind", "mass-read").count();
        var administrator = UUID.randomUUID();
        publish(seen(administrator, 1_000), "192.0.2.77");
        var alert = awaitAlert(AlertKind.MASS_READ, administrator);

        var subject = "Signet: One administrator looked at personal data of many people";
        var mail = MailServer.shared().awaitMailTo(officer.persona().email(), subject);
        assertThat(mail.link()).hasPath("/admin/alerts/" + alert.id());
        assertThat(mail.text()).doesNotContain(administrator.toString(), "192.0.2.77");
        assertThat(meters.counter("signet.alerts", "kind", "mass-read").count()).isGreaterThan(before);

        var overview = officer.browser().open("/admin").html();
        assertThat(overview.select("section[aria-labelledby=concerns] a[href=/admin/alerts]"))
                .hasSize(1);
        var page = officer.browser().open("/admin/alerts/" + alert.id());
        assertThat(page.html().text()).contains("Personal data of 1,000 people", "192.0.•••");
        assertThat(page.body()).doesNotContain("192.0.2.77");

        var done = officer.post("/admin/alerts/" + alert.id() + "/acknowledge", Map.of("note", "a migration"));
        assertThat(done.html().select("[role=status]").text()).contains("noted");
        assertThat(jdbc.sql("""
                        SELECT details ->> 'note' FROM audit_event
                         WHERE action = 'alert.acknowledged' AND actor_id = :actor
                        """)
                        .param("actor", officer.persona().id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("a migration");
        assertThat(alerts.acknowledge(alert.id(), officer.persona().id(), "again"))
                .isFalse();
        assertThat(officer.browser()
                        .open("/admin/alerts?all=true")
                        .html()
                        .select("tbody a")
                        .eachAttr("href"))
                .contains("/admin/alerts/" + alert.id());
    }

    @Test
    void letsAuditorsReadAndNobodyElseSee() {
        var auditor = visitors().with(Role.AUDITOR);
        var manager = visitors().with(Role.USER_MANAGER);
        var id = UUID.randomUUID();
        publish(seen(id, 1_000), address());
        var path = "/admin/alerts/" + awaitAlert(AlertKind.MASS_READ, id).id();
        var missing = Visitors.plain(manager.browser().open("/admin/no/such/page"));

        assertThat(auditor.browser().open(path).html().select("main form")).isEmpty();
        assertThat(auditor.post(path + "/acknowledge", Map.of()).status()).isEqualTo(404);
        assertThat(Visitors.plain(manager.browser().open(path))).isEqualTo(missing);
        assertThat(Visitors.plain(manager.browser().open("/admin/alerts"))).isEqualTo(missing);
    }

    private Visitors visitors() {
        return new Visitors(application);
    }

    private void look() {
        Jobs.run(application, "detectionTask");
    }

    private Alert awaitAlert(AlertKind kind, UUID account) {
        await().until(() -> {
            look();
            return !raised(kind, account).isEmpty();
        });
        return raised(kind, account).getFirst();
    }

    private List<Alert> raised(AlertKind kind, UUID account) {
        return alerts.list(false, null, 200).stream()
                .filter(it -> it.kind() == kind && account.equals(it.account()))
                .toList();
    }

    private void refused(@Nullable UUID account, String identifier, String address, int times) {
        for (var i = 0; i < times; i++) {
            publish(refusal("sign-in.refused", account, Map.of("identifier", identifier)), address);
        }
    }

    private static Happened seen(UUID administrator, int people) {
        return new Happened(
                "personal-data.seen",
                null,
                administrator,
                AuditEvent.Outcome.SUCCESS,
                Map.of("people", String.valueOf(people)));
    }

    private static Happened refusal(String action, @Nullable UUID account, Map<String, String> details) {
        return new Happened(action, account, null, AuditEvent.Outcome.REFUSED, details);
    }

    private void publish(AuditEvent event, String address) {
        try (var _ = new RequestOrigin("test", address, null).bind()) {
            application.publishEvent(event);
        }
    }

    /** One that no other test has. */
    private static String address() {
        return "2001:db8::%x".formatted(ADDRESS.incrementAndGet());
    }
}
