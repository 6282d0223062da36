package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("Trying a client out in the console")
class ClientTrialTests {

    private static final String TRY = "/admin/clients/client/try";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    String clientId;
    Visitors.Visitor manager;

    @BeforeEach
    void register() {
        clientId = "tried-" + UUID.randomUUID();
        manager = new Visitors(application).with(Role.CLIENT_MANAGER);
        var registered = manager.post(
                "/admin/clients/new/web",
                Map.of(
                        "client_id", clientId,
                        "client_name", "Shop",
                        "redirect_uris", "https://shop.example.com/callback",
                        "scope", "openid email profile",
                        "require_consent", "true"));
        assertThat(registered.html().select(".console-secret")).hasSize(1);
    }

    @Test
    void goesThroughARealSignInAndShowsWhatTheTokensSay() {
        var consent = start();
        assertThat(consent.address().getPath()).isEqualTo("/consent");

        var result = manager.browser().submit(consent, Map.of("decision", "approve"));

        assertThat(result.html().select("[role=status]").text()).startsWith("The sign-in worked.");
        assertThat(result.html().select("section[aria-labelledby=id-token] dd").text())
                .contains(manager.persona().id().toString(), clientId, "Whom it is for");
        assertThat(result.html().select("section[aria-labelledby=userinfo] dd").text())
                .contains(manager.persona().email());
        assertThat(result.html()
                        .select("section[aria-labelledby=access-token] dt")
                        .eachText())
                .contains("grant_id", "scope", "jti");
        assertThat(result.body()).doesNotContain("eyJ");
    }

    @Test
    void leavesNothingOfTheTokens() {
        var result = manager.browser().submit(start(), Map.of("decision", "approve"));

        assertThat(jdbc.sql("SELECT count(*) FROM authorization_grant WHERE client_id = :id")
                        .param("id", clientId)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM client_trial WHERE client_id = :id")
                        .param("id", clientId)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(
                                "SELECT action FROM audit_event WHERE client_id = :id AND action LIKE 'grant.%' ORDER BY occurred_at, id")
                        .param("id", clientId)
                        .query((row, _) -> row.getString("action"))
                        .list())
                .containsExactly("grant.started", "grant.revoked");
        assertThat(manager.browser()
                        .open(result.address())
                        .html()
                        .select("main")
                        .text())
                .contains("This trial is over.");
    }

    @Test
    void explainsWhyThereAreNoTokens() {
        var refused = manager.browser().submit(start(), Map.of("decision", "deny"));

        assertThat(refused.html().select("[role=alert] code").text()).isEqualTo("access_denied");
        assertThat(refused.html().select("[role=alert]").text()).contains("You did not allow the client");
        assertThat(refused.html().select("form[action^=" + TRY + "]")).hasSize(1);

        var machine = "machine-" + UUID.randomUUID();
        manager.post("/admin/clients/new/machine", Map.of("client_id", machine, "scope", ""));
        assertThat(manager.browser()
                        .open(TRY + "?id=" + machine)
                        .html()
                        .select("main")
                        .text())
                .contains("Nobody signs in to this client");
        var unauthorized = manager.post(TRY + "?id=" + machine, Map.of("scope", ""));
        assertThat(unauthorized.html().select("[role=alert] code").text()).isEqualTo("unauthorized_client");
    }

    @Test
    void leavesTheRedirectCheckAsItIsForEverybodyElse() {
        var callback = URLEncoder.encode(idp.url(TRY + "/callback"), StandardCharsets.UTF_8);
        var request =
                idp.url("/oauth2/authorize?response_type=code&client_id=" + clientId + "&scope=openid&redirect_uri="
                        + callback + "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256&state=");

        for (var state : new String[] {"", "made-up", "\0"}) {
            var page = manager.browser().open(URI.create(request + URLEncoder.encode(state, StandardCharsets.UTF_8)));
            assertThat(page.status()).as(state).isEqualTo(400);
            assertThat(page.isOutside(idp.issuer())).isFalse();
        }
    }

    @Test
    void isNoUseToWhoeverIsGivenTheAddress() {
        var page = manager.browser().open(TRY + "?id=" + clientId);
        var token = page.html().expectFirst("input[name=_csrf]").val();
        var address = manager.browser()
                .send(HttpRequest.newBuilder(URI.create(idp.url(TRY + "?scope=openid&id=" + clientId)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8))))
                .header("Location");
        assertThat(address).startsWith(idp.url("/oauth2/authorize?"));

        var ada = Persona.ada(application);
        var victim = new Browser(idp.issuer());
        assertThat(victim.open(URI.create(address)).status()).isEqualTo(400);
        ada.signIn(victim, victim.open("/login"));
        assertThat(victim.open(URI.create(address)).status()).isEqualTo(400);

        assertThat(manager.browser().open(URI.create(address)).address().getPath())
                .isEqualTo("/consent");
    }

    @Test
    void isNotThereWithoutThePermission() {
        var auditor = new Visitors(application).with(Role.AUDITOR);
        var missing = Visitors.plain(auditor.browser().open("/admin/no/such/page"));

        for (var path : new String[] {"?id=" + clientId, "/callback?state=x&code=y"}) {
            assertThat(Visitors.plain(auditor.browser().open(TRY + path))).isEqualTo(missing);
        }
        assertThat(auditor.post(TRY + "?id=" + clientId, Map.of()).status()).isEqualTo(404);
        assertThat(manager.browser().open(TRY + "?id=nobody").status()).isEqualTo(404);
    }

    /** Where somebody is who started, on the way through the sign-in. */
    private Browser.Page start() {
        return manager.post(TRY + "?id=" + clientId + "&scope=openid&scope=email", Map.of());
    }
}
