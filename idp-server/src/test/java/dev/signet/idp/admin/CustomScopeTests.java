package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.signet.idp.access.Role;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.AccountId;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("A scope that is made in the console, up to what an independent library reads in tokens")
class CustomScopeTests {

    private static final String API = "https://orders.example/api";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    String scope;
    String clientId;
    Visitors.Visitor administrator;

    @BeforeEach
    void scopeAndClient() {
        scope = "orders:" + UUID.randomUUID();
        clientId = "shop-" + UUID.randomUUID();
        administrator = new Visitors(application).with(Role.ADMINISTRATOR);
        var made = administrator.post(
                "/admin/scopes/new",
                Map.of(
                        "scope_name", scope,
                        "description", "Read your orders",
                        "description_de", "Ihre Bestellungen lesen",
                        "claims", "staff_mail = email\nname",
                        "in_id_token", "true",
                        "audience", API));
        assertThat(made.html().select("[role=status]").text()).startsWith("The scope is made.");
        var registered = administrator.post(
                "/admin/clients/new/native",
                Map.of(
                        "client_id", clientId,
                        "client_name", "Shop",
                        "redirect_uris", "http://127.0.0.1/callback",
                        "scope", "openid " + scope,
                        "require_consent", "true"));
        assertThat(registered.html().select("h1").text()).isEqualTo("Client registered");
    }

    @Test
    void isAskedForGrantedAndReleased() {
        var ada = Persona.ada(application);
        var shop = shop();
        var browser = new Browser(idp.issuer());

        var consent = ada.signIn(browser, browser.open(shop.authorizationRequest()));
        assertThat(consent.html().select("main").text()).contains("Read your orders");
        var english = browser.submit(consent, Map.of("decision", "approve"));
        var tokens = shop.tokens(english.address());

        var idToken = shop.idToken(tokens);
        assertThat(idToken.getStringClaim("staff_mail")).isEqualTo(ada.email());
        assertThat(idToken.getStringClaim("name")).isEqualTo("Ada Lovelace");
        var userInfo = shop.userInfo(tokens.getTokens().getBearerAccessToken())
                .toSuccessResponse()
                .getUserInfo();
        assertThat(userInfo.getStringClaim("staff_mail")).isEqualTo(ada.email());
        assertThat(userInfo.getEmailAddress()).isNull();
        assertThat(audience(tokens)).containsExactlyInAnyOrder(API, idp.issuer().toString());
    }

    @Test
    void isAskedForInTheLanguageOfThePerson() {
        var browser = new Browser(idp.issuer());
        var start = browser.open("/login");
        var token = start.html().expectFirst("input[name=_csrf]").val();
        browser.post("/language", Map.of("language", "de", "to", "/login", "_csrf", token));

        var consent = Persona.ada(application).signIn(browser, browser.open(shop().authorizationRequest()));

        assertThat(consent.html().select("main").text()).contains("Ihre Bestellungen lesen");
    }

    @Test
    void isPreviewedAsItIsMinted() {
        var ada = Persona.ada(application);
        var query = "?id=" + clientId + "&person=" + ada.email() + "&scope=openid&scope=" + scope + "&scope=email";

        var masked = administrator.browser().open("/admin/clients/client/tokens" + query);

        assertThat(masked.body()).doesNotContain("Lovelace");
        assertThat(masked.html().select("section[aria-labelledby=id-token] dt").eachText())
                .contains("iss", "sub", "aud", "acr", "staff_mail", "name");
        assertThat(masked.html()
                        .select("section[aria-labelledby=access-token] dd")
                        .text())
                .contains(API, ada.id().toString());
        assertThat(grants(ada.id())).isZero();
        assertThat(seen(ada.id())).isZero();

        var shown = administrator.post(
                "/admin/clients/client/tokens/reveal", Map.of("id", clientId, "person", ada.email(), "scope", scope));

        assertThat(shown.html().select("section[aria-labelledby=id-token]")).isEmpty();
        assertThat(shown.html()
                        .select("section[aria-labelledby=access-token] dd")
                        .text())
                .contains(API)
                .doesNotContain(idp.issuer() + "\",\"");
        assertThat(shown.html().select("section[aria-labelledby=userinfo]")).isEmpty();
        assertThat(seen(ada.id())).isEqualTo(1);
        assertThat(shown.html().body().text()).doesNotContain("eyJ");
    }

    @Test
    void isShownOfNobodyToWhoeverMayNotSeePeople() {
        var ada = Persona.ada(application);
        var manager = new Visitors(application).with(Role.CLIENT_MANAGER);
        var missing = Visitors.plain(manager.browser().open("/admin/no/such/page"));
        var query = "?id=" + clientId + "&person=" + ada.email();
        assertThat(Visitors.plain(manager.browser().open("/admin/clients/client/tokens" + query)))
                .isEqualTo(missing);

        var auditor = new Visitors(application).with(Role.AUDITOR);
        assertThat(auditor.browser()
                        .open("/admin/clients/client/tokens" + query)
                        .status())
                .isEqualTo(200);
        assertThat(Visitors.plain(auditor.post("/admin/clients/client/tokens/reveal", Map.of("id", clientId))))
                .isEqualTo(Visitors.plain(auditor.browser().open("/admin/no/such/page")));
        assertThat(auditor.post("/admin/scopes/scope/delete?name=" + scope, Map.of("confirmed", "true"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void leavesClientsConsentsAndGrantsWhenItIsDeleted() {
        var ada = Persona.ada(application);
        var shop = shop();
        var tokens = shop.tokens(ada.signInTo(shop, new Browser(idp.issuer())));

        var confirm = administrator.browser().open("/admin/scopes/scope/delete?name=" + scope);
        assertThat(confirm.html().select("main li").eachText())
                .containsExactly(
                        "One client may ask for it.", "One person has allowed it.", "One sign-in has tokens with it.");
        var deleted = administrator.browser().submit(confirm, Map.of("confirmed", "true"));
        assertThat(deleted.html().select("[role=status]").text()).isEqualTo("The scope is deleted.");

        var refreshed = (OIDCTokenResponse)
                shop.refresh(tokens.getTokens().getRefreshToken()).toSuccessResponse();
        assertThat(refreshed.getTokens().getBearerAccessToken().getScope()).hasToString("openid");
        assertThat(shop.userInfo(tokens.getTokens().getBearerAccessToken())
                        .toSuccessResponse()
                        .getUserInfo()
                        .getStringClaim("staff_mail"))
                .isNull();
        assertThat(jdbc.sql("SELECT scopes FROM consent WHERE client_id = :id")
                        .param("id", clientId)
                        .query((row, _) ->
                                List.of((String[]) row.getArray("scopes").getArray()))
                        .single())
                .doesNotContain(scope);
        assertThat(new Browser(idp.issuer())
                        .open(shop.authorizationRequest())
                        .address()
                        .getQuery())
                .contains("invalid_scope");
    }

    private RelyingParty shop() {
        return RelyingParty.registered(idp.issuer(), clientId, null, "openid " + scope);
    }

    private static List<String> audience(OIDCTokenResponse tokens) {
        try {
            return SignedJWT.parse(tokens.getTokens().getBearerAccessToken().getValue())
                    .getJWTClaimsSet()
                    .getAudience();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private int grants(AccountId account) {
        return jdbc.sql("SELECT count(*) FROM authorization_grant WHERE account_id = :id")
                .param("id", account.value())
                .query(Integer.class)
                .single();
    }

    private int seen(AccountId account) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE subject_id = :id AND action = 'personal-data.seen'")
                .param("id", account.value())
                .query(Integer.class)
                .single();
    }
}
