package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.access.Role;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.test.SignetTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's pages of the scopes")
class ScopePagesTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    @Test
    void listsTheScopesOfOpenIdConnectInBothLanguages() {
        var page = visitors.with(Role.CLIENT_MANAGER)
                .browser()
                .open("/admin/scopes")
                .html();

        assertThat(page.select("tbody th a").eachText()).startsWith("openid", "profile", "email");
        assertThat(page.select("tbody [lang=en]").eachText()).contains("Your e-mail address");
        assertThat(page.select("tbody [lang=de]").eachText()).contains("Ihre E-Mail-Adresse");
        assertThat(page.select("main").text()).contains("clients.yaml");
    }

    @Test
    void leadsThroughAllClientsThatMayAskForIt() {
        var scope = "https://" + UUID.randomUUID() + ".example/a";
        insertScope(scope, "Everything");
        var prefix = "c" + UUID.randomUUID();
        for (var i = 0; i < DeclaredScopes.PAGE_SIZE + 2; i++) {
            insertClient("%s-%03d".formatted(prefix, i), "openid " + scope);
        }
        insertClient(prefix + "-other", "openid " + scope + "b");
        insertClient(prefix + "-none", null);
        var browser = visitors.with(Role.AUDITOR).browser();

        var first = browser.open(address(scope)).html();
        var second = browser.open(first.expectFirst("a[rel=next]").attr("href")).html();

        assertThat(Stream.concat(
                        first.select(".console-rows code").eachText().stream(),
                        second.select(".console-rows code").eachText().stream()))
                .hasSize(DeclaredScopes.PAGE_SIZE + 2)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches(prefix + "-\\d{3}"));
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(browser.open("/admin/scopes")
                        .html()
                        .select("tbody tr:contains(" + scope + ") td:last-child")
                        .text())
                .isEqualTo(String.valueOf(DeclaredScopes.PAGE_SIZE + 2));
    }

    @Test
    void showsAScriptAsText() {
        var scope = "s" + UUID.randomUUID();
        insertScope(scope, "<script>alert(1)</script>");

        var page = visitors.with(Role.AUDITOR).browser().open(address(scope));

        assertThat(page.body()).doesNotContain("<script>");
        assertThat(page.html().select("dd").text()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void hasNothingToShowOfWhatIsNotThere() {
        var browser = visitors.with(Role.AUDITOR).browser();
        var missing = Visitors.plain(browser.open("/admin/no/such/page"));

        for (var query : List.of("?name=no-such-scope", "?name=%25&after=%25")) {
            assertThat(Visitors.plain(browser.open("/admin/scopes/scope" + query)))
                    .as(query)
                    .isEqualTo(missing);
        }
        assertThat(browser.open("/admin/scopes/scope?name=openid&after=%25").status())
                .isEqualTo(200);
        assertThat(browser.open("/admin/scopes/scope").html().select("h1").text())
                .isEqualTo("Scopes");
    }

    @Test
    void isNotThereWithoutThePermission() {
        var helper = visitors.with(Role.HELP_DESK);
        var missing = Visitors.plain(helper.browser().open("/admin/no/such/page"));
        assertThat(missing).startsWith("404");

        for (var path : List.of("/admin/scopes", "/admin/scopes/scope?name=openid")) {
            assertThat(Visitors.plain(helper.browser().open(path))).as(path).isEqualTo(missing);
            assertThat(Visitors.plain(helper.post(path, Map.of()))).as(path).isEqualTo(missing);
        }
    }

    private static String address(String scope) {
        return "/admin/scopes/scope?name=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    }

    /** Waits until it is seen: scopes are remembered for five seconds. */
    private void insertScope(String name, String description) {
        jdbc.sql("""
                INSERT INTO scope (name, description, claims, source, created_at, updated_at)
                VALUES (:name, :description, '{}', 'console', now(), now())
                """).param("name", name).param("description", description).update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> application.getBean(Scopes.class).find(name).isPresent());
    }

    private void insertClient(String clientId, @Nullable String scope) {
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, jsonb_strip_nulls(jsonb_build_object('scope', CAST(:scope AS text))), 'console', true, now(), now())
                """).param("id", clientId).param("scope", scope).update();
    }
}
