package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.access.Role;
import dev.signet.idp.test.Jobs;
import dev.signet.idp.test.SignetTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's overview and the page of the installation's health")
class OverviewPagesTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("DELETE FROM delivery WHERE kind = 'carrier-pigeon'").update();
        jdbc.sql("DELETE FROM client WHERE client_id LIKE 'expiring-%'").update();
    }

    @Test
    void countsSignInsThatHappenedWithoutReadingTheTrail() {
        var auditor = visitors.with(Role.AUDITOR).browser();

        await().untilAsserted(() -> {
            Jobs.run(application, "statisticsTask");
            var page = auditor.open("/admin").html();
            assertThat(page.expectFirst("section[aria-labelledby=chart-sign-ins] .console-figure")
                            .text()
                            .replace(",", ""))
                    .satisfies(it -> assertThat(Integer.parseInt(it)).isPositive());
            assertThat(page.select("section[aria-labelledby=factors] th").eachText())
                    .contains("Password");
        });
        assertThat(jdbc.sql("SELECT count(*) FROM hourly_count")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void showsToEachWhatTheyCouldDoSomethingAbout() {
        failedDelivery();
        expiringSecret("expiring-" + UUID.randomUUID(), Duration.ofDays(2));

        var auditor =
                concerns(visitors.with(Role.AUDITOR).browser().open("/admin").html());
        var clients =
                visitors.with(Role.CLIENT_MANAGER).browser().open("/admin").html();

        assertThat(auditor)
                .anySatisfy(it -> assertThat(it).contains("of kind carrier-pigeon did not arrive"))
                .anySatisfy(it -> assertThat(it).contains("no passkey or security key"));
        assertThat(concerns(clients))
                .anySatisfy(it -> assertThat(it).contains("expiring-"))
                .noneSatisfy(it -> assertThat(it).contains("carrier-pigeon"))
                .noneSatisfy(it -> assertThat(it).contains("passkey"));
        assertThat(clients.select("svg.console-chart, nav .btn")).isEmpty();
    }

    @Test
    void isNoConcernThatASecretHasASuccessor() {
        var client = "expiring-" + UUID.randomUUID();
        expiringSecret(client, Duration.ofDays(2));
        secret(client, null);

        assertThat(concerns(visitors.with(Role.CLIENT_MANAGER)
                        .browser()
                        .open("/admin")
                        .html()))
                .noneSatisfy(it -> assertThat(it).contains("expire"));
    }

    @Test
    void saysHowTheInstallationIs() {
        failedDelivery();
        var page = visitors.with(Role.SECURITY_OFFICER)
                .browser()
                .open("/admin/health")
                .html();

        assertThat(page.select("section[aria-labelledby=jobs] th code").eachText())
                .contains("sweep-expired-rows", "audit-verification", "statistics");
        assertThat(page.select("section[aria-labelledby=database] dd").text()).containsPattern("[0-9]{3}-[a-z]");
        assertThat(page.select("section[aria-labelledby=deliveries]").text())
                .contains("carrier-pigeon", "1 given up within a day", "the bird did not come back");
        assertThat(page.select("section[aria-labelledby=weaknesses] li").text())
                .contains("idp.issuer", "allow-loopback", "idp.registration.mode is open")
                .doesNotContain("spring.mail.host", "spring.liquibase.user");
        assertThat(page.select("section[aria-labelledby=keys] code")).isNotEmpty();
        assertThat(page.text()).doesNotContain("??");
    }

    @Test
    void isNotThereWithoutThePermission() {
        var manager = visitors.with(Role.USER_MANAGER).browser();
        var missing = Visitors.plain(manager.open("/admin/no/such/page"));

        assertThat(Visitors.plain(manager.open("/admin/health"))).isEqualTo(missing);
        assertThat(manager.open("/admin").status()).isEqualTo(200);
    }

    private static List<String> concerns(Document page) {
        return page.select("section[aria-labelledby=concerns] li").eachText();
    }

    private void failedDelivery() {
        jdbc.sql("""
                INSERT INTO delivery (id, kind, state, attempts, last_error, created_at, settled_at)
                VALUES (:id, 'carrier-pigeon', 'failed', 3, 'the bird did not come back', :now, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void expiringSecret(String client, Duration in) {
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:client, '{}', 'console', true, now(), now())
                """).param("client", client).update();
        secret(client, in);
    }

    private void secret(String client, @Nullable Duration in) {
        jdbc.sql("""
                INSERT INTO client_secret (id, client_id, hash, created_at, expires_at)
                VALUES (gen_random_uuid(), :client, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), now(), :until)
                """)
                .param("client", client)
                .param("until", in == null ? null : clock.instant().plus(in).atOffset(ZoneOffset.UTC))
                .update();
    }
}
