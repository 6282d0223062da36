package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.RoleAssignments;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OtherProvider;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's pages about other providers, over HTTP")
class ProviderPagesTests {

    private static final String SECRET = "the-secret-of-this-test-0123456789";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Roles roles;

    @Autowired
    JdbcClient jdbc;

    final OtherProvider upstream = new OtherProvider();
    Visitors.Visitor administrator;
    String id;

    @BeforeEach
    void administrator() {
        administrator = new Visitors(application).with(Role.ADMINISTRATOR);
        id = "own-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void close() {
        upstream.close();
        jdbc.sql("DELETE FROM identity_provider WHERE id LIKE 'own-%'").update();
    }

    @Test
    void addsTestsChangesDisablesAndDeletesWithALineForEachAndNoSecretInAny() {
        var added = add(Map.of());
        assertThat(added.html().select("[role=status]").text()).contains("The provider is added");
        assertThat(added.body())
                .contains(idp.url("/login/provider/" + id + "/callback"))
                .doesNotContain(SECRET);

        var tested = submit("/admin/providers/" + id + "/test", Map.of());
        assertThat(tested.html().select("[role=status]").text()).contains("Nothing speaks against it");
        assertThat(tested.html().select(".console-rows li").text()).contains(upstream.issuer() + "/token", "1 keys");

        assertThat(visitor().open("/login").html().select("a[href^='/login/provider/" + id + "']"))
                .hasSize(1);
        var changed = submit("/admin/providers/" + id + "/edit", Map.of("name", "Renamed"));
        assertThat(changed.html().select("h1").text()).isEqualTo("Renamed");
        assertThat(visitor().open("/login").html().text()).contains("Renamed");

        submit("/admin/providers/" + id + "/disable", Map.of());
        assertThat(visitor().open("/login").html().text()).doesNotContain("Renamed");
        assertThat(visitor().open("/login/provider/" + id).status()).isEqualTo(410);
        submit("/admin/providers/" + id + "/enable", Map.of());
        submit("/admin/providers/" + id + "/delete", Map.of("confirmed", "true"));

        assertThat(administrator.browser().open("/admin/providers/" + id).status())
                .isEqualTo(404);
        var trail = trail();
        assertThat(trail)
                .extracting(it -> it.get("action"))
                .containsExactly(
                        "provider.added",
                        "provider.changed",
                        "provider.disabled",
                        "provider.enabled",
                        "provider.deleted");
        assertThat(trail.get(1).get("details")).contains("Own → Renamed");
        assertThat(trail.toString()).doesNotContain(SECRET);
        assertThat(trail)
                .extracting(it -> it.get("actor"))
                .containsOnly(administrator.persona().id().value().toString());
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        add(Map.of());
        var mine = administrator.browser().open("/admin/providers/" + id + "/edit");
        submit("/admin/providers/" + id + "/edit", Map.of("name", "Theirs"));

        var stale = administrator.browser().submit(mine, Map.of("name", "Mine"));

        assertThat(stale.html().select("[role=alert]").text()).contains("Somebody else changed");
        assertThat(stale.html().select("#name-now").text()).contains("Theirs");
        assertThat(administrator
                        .browser()
                        .submit(stale, Map.of())
                        .html()
                        .select("h1")
                        .text())
                .isEqualTo("Mine");
    }

    @Test
    void theStoredSecretIsNotSentToAnotherAddress() {
        add(Map.of());

        var refused = submit("/admin/providers/" + id + "/edit", Map.of("issuer", "https://evil.example"));

        assertThat(refused.html().select("#secret-error").text()).contains("type it again");
    }

    @Test
    void nobodyGivesByARuleWhatTheyLackNorTouchesAProviderThatDoes() {
        add(rule("administrator"));
        var provider = "/admin/providers/" + id;
        var name = "federator-" + id.substring(4);
        var catalogue = application.getBean(RoleCatalogue.class);
        catalogue.create(
                administrator.persona().id(), name, "", Set.of(Permission.PROVIDERS_READ, Permission.PROVIDERS_WRITE));
        var lesser = new Visitors(application).with();
        application
                .getBean(RoleAssignments.class)
                .change(administrator.persona().id(), lesser.persona().id(), Set.of(), Set.of(name));

        assertThat(lesser.post(provider + "/disable", Map.of()).html().text()).contains("may do more than you");
        assertThat(lesser.post(provider + "/delete", Map.of("confirmed", "true"))
                        .html()
                        .text())
                .contains("may do more than you");
        assertThat(lesser.post("/admin/providers/new/openid", fields(id + "-2", rule("auditor")))
                        .html()
                        .text())
                .contains("is added")
                .doesNotContain("auditor"); // the form asks for no rules, and takes none
        var own = "/admin/providers/" + id + "-2";
        var edit = lesser.browser().open(own + "/edit");
        assertThat(edit.status()).isEqualTo(200);
        assertThat(lesser.browser().submit(edit, rule("auditor")).html().text()).contains("may do more than you");
    }

    @Test
    void saysWhoWouldHaveNoWayIn() {
        add(Map.of("create_accounts", "true"));
        var email = id + "@example.com";
        submit("/admin/providers/" + id + "/edit", Map.of("authoritative_for", "example.com"));
        upstream.person(UUID.randomUUID().toString(), email, true);
        signIn(visitor());

        var page = administrator.browser().open("/admin/providers/" + id + "/delete");

        assertThat(page.html().select(".console-touched li").eachText())
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("One person is linked with it."),
                        it -> assertThat(it).startsWith("One of them would have no way in"));
    }

    private Browser.Page add(Map<String, String> more) {
        var form = administrator.browser().open("/admin/providers/new/openid");
        var page = administrator.browser().submit(form, fields(id, Map.of()));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return more.isEmpty() ? page : submit("/admin/providers/" + id + "/edit", more);
    }

    private Map<String, String> fields(String id, Map<String, String> more) {
        var fields = new HashMap<>(
                Map.of("id", id, "name", "Own", "issuer", upstream.issuer(), "client_id", "signet", "secret", SECRET));
        fields.putAll(more);
        return fields;
    }

    private static Map<String, String> rule(String role) {
        return Map.of("roles.claim", "groups", "roles.contains", "staff", "roles.role", role);
    }

    private Browser.Page submit(String path, Map<String, String> fields) {
        return administrator.browser().submit(administrator.browser().open(path), fields);
    }

    private Browser visitor() {
        return new Browser(idp.issuer());
    }

    private void signIn(Browser browser) {
        var out = browser.open("/login/provider/" + id);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(out.address()).build(), HttpResponse.BodyHandlers.ofString());
            var back = browser.open(
                    URI.create(answer.headers().firstValue("Location").orElseThrow()));
            browser.open(URI.create(back.html().expectFirst("a#onwards").absUrl("href")));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<Map<String, String>> trail() {
        return jdbc.sql("""
                SELECT action, details::text AS details, actor_id::text AS actor
                  FROM audit_event
                 WHERE action LIKE 'provider.%' AND details ->> 'provider' = :id
                 ORDER BY ordinal, id
                """)
                .param("id", id)
                .query((row, _) -> Map.of(
                        "action", row.getString("action"),
                        "details", row.getString("details"),
                        "actor", row.getString("actor")))
                .list();
    }
}
