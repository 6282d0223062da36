package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.adminui.ClientOffice.Change;
import dev.signet.idp.client.ClientRegistration;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.AccountId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

@SignetTest
@DisplayName("The console's pages about a client, over HTTP")
class ClientPagesTests {

    private static final String PAGE = "/admin/clients/client";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    ClientOffice office;

    @Autowired
    ClientRegistration registrations;

    @Autowired
    Roles roles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    String clientId;
    Browser console;

    @BeforeEach
    void administrator() {
        clientId = "https://shop.example.com/" + UUID.randomUUID();
        console = signedIn(Role.CLIENT_MANAGER);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void registersAClientThatPeopleCanSignInTo() {
        var secret = registered();

        var shop = shop(secret);
        var ada = Persona.ada(application);
        var tokens = shop.tokens(ada.signInTo(shop, new Browser(idp.issuer())));

        assertThat(tokens.getOIDCTokens().getIDTokenString()).isNotEmpty();
        assertThat(console.open(PAGE + id()).body()).doesNotContain(secret);
        assertThat(console.open("/admin/clients?search=" + encoded(clientId))
                        .html()
                        .select("tbody th a")
                        .attr("href"))
                .isEqualTo(PAGE + "?id=" + clientId);
        assertThat(console.open(PAGE + "/delete" + id())
                        .html()
                        .select("main li")
                        .eachText())
                .startsWith(
                        "One person has allowed it something.",
                        "One sign-in has tokens that count.",
                        "One live browser session has been in it; for the application it ends.");
    }

    @Test
    void replacesASecretWhileTheClientGoesOnWorking() {
        var first = registered();
        var added = console.submit(console.open(PAGE + "/add-secret" + id()), Map.of());
        var second = added.html().expectFirst(".console-secret").text();
        var ada = Persona.ada(application);
        for (var secret : List.of(first, second)) {
            var shop = shop(secret);
            assertThat(shop.tokens(ada.signInTo(shop, new Browser(idp.issuer()))))
                    .isNotNull();
        }
        assertThat(console.submit(console.open(PAGE + "/add-secret" + id()), Map.of())
                        .html()
                        .select("[role=alert]"))
                .hasSize(1);

        var link = console.open(PAGE + id()).html().expectFirst("a[href*=end-secret]");
        var ended = console.submit(console.open(link.attr("href")), Map.of());

        assertThat(ended.html().select("[role=status]").text()).isEqualTo("The secret is ended.");
        assertThat(ended.html()
                        .select("section[aria-labelledby=secrets] li code")
                        .text())
                .isEqualTo("••••" + second.substring(second.length() - 4));
        var shop = shop(first);
        assertThat(shop.redeem(shop.code(ada.signInTo(shop, new Browser(idp.issuer()))))
                        .indicatesSuccess())
                .isFalse();
        assertThat(actions()).contains("client.secret-added", "client.secret-ended");
    }

    @Test
    void neverEndsTheLastSecret() {
        registered();
        actAs(holder(Role.CLIENT_MANAGER));
        var last = office.find(clientId).orElseThrow().secrets().getFirst();

        assertThat(office.endSecret(clientId, last.id())).isFalse();
        assertThat(office.find(clientId).orElseThrow().secrets()).containsExactly(last);
    }

    @Test
    void losesNothingOfTwoWhoEditAtOnce() {
        registered();
        var mine = console.open(PAGE + "/edit" + id());
        var theirs = signedIn(Role.ADMINISTRATOR);
        theirs.submit(theirs.open(PAGE + "/edit" + id()), edit(Map.of("client_name", "Theirs")));

        var stale = console.submit(mine, edit(Map.of("client_name", "Mine", "access_token_lifetime", "7m")));

        assertThat(stale.html().select("[role=alert]").text()).startsWith("Somebody else saved a change");
        assertThat(stale.html().expectFirst("#client_name").val()).isEqualTo("Mine");
        assertThat(stale.html().select("#client_name-now").text()).isEqualTo("Stored now: Theirs");
        assertThat(stale.html().expectFirst("#access_token_lifetime").val()).isEqualTo("7m");
        assertThat(stored("client_name")).isEqualTo("Theirs");

        var saved = console.submit(stale, edit(Map.of("client_name", "Mine", "access_token_lifetime", "7m")));

        assertThat(saved.html().select("[role=status]").text()).isEqualTo("Saved.");
        assertThat(stored("client_name")).isEqualTo("Mine");
        assertThat(stored("access_token_lifetime")).isEqualTo("PT7M");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongWithIt() {
        registered();
        var typed = "http://127.0.0.1/callback\nhttp://shop.example.com/callback";

        var page = console.submit(
                console.open(PAGE + "/edit" + id()),
                edit(Map.of("redirect_uris", typed, "jwks", "{nonsense", "client_name", "<script>alert(1)</script>")));

        assertThat(page.html().select("#redirect_uris-error").text()).startsWith("entry 2: must be https");
        assertThat(page.html().select("#jwks-error").text()).isEqualTo("must be a mapping");
        assertThat(page.html().expectFirst("#redirect_uris").wholeText()).isEqualTo(typed);
        assertThat(page.html().expectFirst("#client_name").val()).isEqualTo("<script>alert(1)</script>");
        assertThat(page.html().select("script")).isEmpty();

        var registeredByForm = console.submit(
                console.open("/admin/clients/new/web"),
                Map.of("client_id", "<script>alert(1)</script>", "redirect_uris", "javascript:alert(1)", "scope", "x"));
        assertThat(registeredByForm.html().select("#redirect_uris-error").text())
                .contains("scheme must be https");
        assertThat(registeredByForm.html().select("script")).isEmpty();
    }

    @Test
    void changesToKeysAndBackWithANewSecret() {
        registered();
        var keys = """
                {"keys":[{"kty":"EC","crv":"P-256","kid":"1","use":"sig",
                "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

        var saved = console.submit(
                console.open(PAGE + "/edit" + id()),
                edit(Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys)));

        assertThat(saved.html().select("[role=status]").text()).isEqualTo("Saved.");
        assertThat(saved.html().select("section[aria-labelledby=secrets]")).isEmpty();
        assertThat(console.open(PAGE + "/edit" + id())
                        .html()
                        .expectFirst("#jwks")
                        .wholeText())
                .contains("\"kid\" : \"1\"");

        var back = console.submit(console.open(PAGE + "/edit" + id()), edit(Map.of("jwks", "")));
        var secret = back.html().expectFirst(".console-secret").text();
        var shop = shop(secret);
        assertThat(shop.tokens(Persona.ada(application).signInTo(shop, new Browser(idp.issuer()))))
                .isNotNull();
    }

    @Test
    void disablesEnablesAndDeletes() {
        registered();

        console.submit(console.open(PAGE + "/disable" + id()), Map.of());
        assertThat(console.open(PAGE + id()).html().select("h1 + p .badge").text())
                .isEqualTo("Disabled");
        console.submit(console.open(PAGE + "/enable" + id()), Map.of());
        assertThat(console.open(PAGE + id()).html().select("h1 + p .badge")).isEmpty();
        var deleted = console.submit(console.open(PAGE + "/delete" + id()), Map.of("confirmed", "true"));

        assertThat(deleted.html().select("[role=status]").text()).isEqualTo("The client is deleted.");
        assertThat(console.open(PAGE + id()).status()).isEqualTo(404);
        assertThat(actions())
                .containsExactly("client.registered", "client.disabled", "client.enabled", "client.deleted");
    }

    @Test
    void warnsOfWhatIsDoubtful() {
        registered();

        console.submit(
                console.open(PAGE + "/edit" + id()),
                edit(Map.of("redirect_uris", "http://localhost/callback", "access_token_lifetime", "2h")));

        assertThat(console.open(PAGE + id())
                        .html()
                        .select("section[aria-labelledby=warnings] li")
                        .eachText())
                .anyMatch(it -> it.startsWith("Redirect URIs: entry 1: localhost can be led elsewhere"))
                .anyMatch(it -> it.startsWith("Lifetime of access tokens: longer than an hour"));
    }

    @Test
    void comesBackToTheClientFromTheProofThatTheConsoleWants() {
        registered();

        var back = throughTheProof(PAGE + id());

        assertThat(back.html().select("h1").text()).isEqualTo("Shop");
        assertThat(back.address().getRawQuery()).startsWith("id=" + encoded(clientId));
    }

    @Test
    void comesBackToAnyOtherPageThatIsAboutWhatItsQuerySays() {
        var back = throughTheProof("/admin/scopes/scope?name=openid");

        assertThat(back.address().getPath()).isEqualTo("/admin/scopes/scope");
        assertThat(back.address().getRawQuery()).startsWith("name=openid");
    }

    /** Where a manager ends who opens {@code page}, sets up the second factor that they are sent to, and goes on. */
    private Browser.Page throughTheProof(String page) {
        var manager = Persona.ada(application);
        var browser = new Browser(idp.issuer());
        manager.signIn(browser, browser.open("/login"));
        roles.grant(manager.id(), Role.CLIENT_MANAGER);

        var offers = browser.open(page);
        var enrolment = browser.open(offers.html().select("main a[href*=totp]").attr("href"));
        var app = AuthenticatorApp.scan(enrolment, Clock.systemUTC());
        var codes = browser.submit(enrolment, Map.of("code", app.code(), "name", "My phone"));
        return browser.open(codes.html().select("main a.btn-primary").attr("href"));
    }

    @Test
    void isNotThereForWhoeverMayNot() {
        registered();
        var somebody = signedIn();
        for (var path : List.of("", "/edit", "/delete", "/disable", "/add-secret")) {
            assertThat(somebody.open(PAGE + path + id()).status()).isEqualTo(404);
        }
        assertThat(somebody.open("/admin/clients/new").status()).isEqualTo(404);
        var auditor = signedIn(Role.AUDITOR);
        assertThat(auditor.open(PAGE + id()).html().select("main a").eachText()).containsExactly("Preview of tokens");
        assertThat(auditor.open(PAGE + "/edit" + id()).status()).isEqualTo(404);
        var token = auditor.open(PAGE + id())
                .html()
                .expectFirst("input[name=_csrf]")
                .val();
        assertThat(auditor.post(PAGE + "/delete" + id(), Map.of("_csrf", token, "confirmed", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(registrations.find(clientId)).isPresent();
    }

    @Test
    void answersNobodyBehindThePages() {
        actAs(Persona.ada(application).id());
        for (Runnable question : List.<Runnable>of(
                () -> office.find("shop"),
                office::choices,
                office::provider,
                () -> office.extent("shop"),
                () -> office.create("x", Map.of()),
                () -> office.change("shop", 1, Map.of()),
                () -> office.enable("shop", false),
                () -> office.delete("shop"),
                () -> office.addSecret("shop"),
                () -> office.endSecret("shop", UUID.randomUUID()))) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(question::run);
        }
        actAs(holder(Role.AUDITOR));
        assertThat(office.find("shop")).isPresent();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> office.delete("shop"));
    }

    @Test
    void findsNoClientOfAnIdThatIsNone() {
        actAs(holder(Role.CLIENT_MANAGER));

        for (var id : List.of("", "\0", "x".repeat(201), "no such client")) {
            assertThat(office.find(id)).isEmpty();
            assertThat(office.enable(id, false)).isFalse();
            assertThat(office.delete(id)).isFalse();
            assertThat(office.addSecret(id)).isEmpty();
            assertThat(office.change(id, 1, Map.of())).isEqualTo(new Change.NotThere());
        }
    }

    private String registered() {
        var page = console.submit(
                console.open("/admin/clients/new/web"),
                Map.of(
                        "client_id", clientId,
                        "client_name", "Shop",
                        "redirect_uris", "http://127.0.0.1/callback",
                        "post_logout_redirect_uris", "",
                        "scope", "openid profile"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("pre").text()).contains("client-id: \"" + clientId + "\"");
        return page.html().expectFirst(".console-secret").text();
    }

    private RelyingParty shop(String secret) {
        return RelyingParty.registered(
                idp.issuer(), clientId, new ClientSecretBasic(new ClientID(clientId), new Secret(secret)), "openid");
    }

    /** What a browser sends of the form of the client that {@link #registered} makes, but for {@code changed}. */
    private static Map<String, String> edit(Map<String, String> changed) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("client_name", "Shop");
        fields.put("redirect_uris", "http://127.0.0.1/callback");
        fields.put("grant_types", "authorization_code");
        fields.put("token_endpoint_auth_method", "client_secret_basic");
        fields.put("id_token_signed_response_alg", "RS256");
        fields.put("dpop_bound_access_tokens", "");
        fields.put("require_pushed_authorization_requests", "");
        fields.put("require_dpop_nonce", "");
        fields.put("tls_client_certificate_bound_access_tokens", "");
        fields.putAll(changed);
        return fields;
    }

    private String stored(String field) {
        return jdbc.sql("SELECT metadata ->> :field AS value FROM client WHERE client_id = :id")
                .param("field", field)
                .param("id", clientId)
                .query((row, _) -> row.getString("value"))
                .single();
    }

    private List<String> actions() {
        return jdbc.sql(
                        "SELECT action FROM audit_event WHERE client_id = :id AND action LIKE 'client.%' ORDER BY occurred_at, id")
                .param("id", clientId)
                .query((row, _) -> row.getString("action"))
                .list();
    }

    private String id() {
        return "?id=" + encoded(clientId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Browser signedIn(Role... held) {
        var somebody = Persona.ada(application);
        var browser = new Browser(idp.issuer());
        somebody.signIn(browser, browser.open("/login"));
        for (var role : held) {
            roles.grant(somebody.id(), role);
            AuthenticatorApp.enrol(browser, Clock.systemUTC());
        }
        return browser;
    }

    private AccountId holder(Role role) {
        var somebody = Persona.ada(application).id();
        roles.grant(somebody, role);
        return somebody;
    }

    private void actAs(AccountId account) {
        var now = clock.instant();
        var factors = List.of(new Factor(Method.PASSWORD, now), new Factor(Method.TOTP, now));
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(account, UUID.randomUUID(), factors)));
    }
}
