package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.signet.idp.access.Role;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's pages of the signing keys")
class KeyPagesTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    /** Other tests of this application expect no keys that wait. */
    @AfterEach
    void withoutSuccessors() {
        jdbc.sql("DELETE FROM signing_key WHERE state = 'published'").update();
    }

    @Test
    void showsTheKeysOfTheKeySet() {
        var browser = visitors.with(Role.AUDITOR).browser();

        var page = browser.open("/admin/keys").html();

        var published = browser.open("/oauth2/jwks").body();
        assertThat(page.select("tbody th code").eachText())
                .isNotEmpty()
                .allSatisfy(kid -> assertThat(published).contains(kid));
        assertThat(page.select("main a")).isEmpty();
    }

    @Test
    void publishesTheNextKeysOnceAndWritesDownWhoWantedThem() {
        var officer = visitors.with(Role.SECURITY_OFFICER);
        var question = officer.browser().open("/admin/keys/rotate").html();
        assertThat(question.select("main form").text()).contains("RS256", "ES256", "60 minutes");

        var done = officer.post("/admin/keys/rotate", Map.of("kid", "<script>"));
        assertThat(done.html().select("[role=status]").text()).contains("The next keys are published");
        assertThat(states()).containsOnly("published", "signing");
        assertThat(audited("signing-key.published", officer))
                .isEqualTo(states().stream().filter("published"::equals).count());

        assertThat(officer.post("/admin/keys/rotate", Map.of())
                        .html()
                        .select("[role=status]")
                        .text())
                .contains("Nothing had to be changed");
        assertThat(officer.browser().open("/admin/keys/rotate").html().select("main form"))
                .isEmpty();
    }

    @Test
    void withdrawsAKeyWithWhatItSigned() throws Exception {
        var issuer = idp.issuer();
        var shop = RelyingParty.shop(issuer, "openid offline_access");
        var person = new Browser(issuer);
        var tokens =
                shop.tokens(Persona.ada(application).signInTo(shop, person)).getTokens();
        assertThat(shop.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isTrue();
        var officer = visitors.with(Role.SECURITY_OFFICER);
        var kid = kidOf(tokens.getAccessToken().getValue());

        var question = officer.browser().open("/admin/keys/withdraw?kid=" + kid).html();
        assertThat(question.select("main form").text())
                .contains(
                        "Northwind Books: at least",
                        "access token",
                        "A new ES256 key is made and signs at once",
                        "until");
        var unconfirmed = officer.post("/admin/keys/withdraw", Map.of("kid", kid));
        assertThat(unconfirmed.html().select("main form input[name=kid]").eachAttr("value"))
                .containsExactly(kid);
        assertThat(officer.browser().open("/oauth2/jwks").body()).contains(kid);

        var done = officer.post("/admin/keys/withdraw", Map.of("kid", kid, "confirmed", "true"));

        assertThat(done.html().select("[role=status]").text()).contains("withdrawn");
        assertThat(officer.browser().open("/oauth2/jwks").body()).doesNotContain(kid);
        assertThat(shop.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isFalse();
        assertThat(isActive(tokens.getAccessToken())).isFalse();
        var next = shop.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();
        assertThat(shop.userInfo(next.getBearerAccessToken()).indicatesSuccess())
                .isTrue();
        assertThat(isActive(next.getAccessToken())).isTrue();
        assertThat(audited("signing-key.withdrawn", officer)).isOne();
    }

    @Test
    void takesNoHintThatAWithdrawnKeySigned() throws Exception {
        var issuer = idp.issuer();
        var shop = RelyingParty.shop(issuer, "openid");
        var person = new Browser(issuer);
        var idToken = shop.tokens(Persona.ada(application).signInTo(shop, person))
                .getOIDCTokens()
                .getIDTokenString();
        var officer = visitors.with(Role.SECURITY_OFFICER);

        officer.post("/admin/keys/withdraw", Map.of("kid", kidOf(idToken), "confirmed", "true"));

        var page = person.open("/connect/logout?id_token_hint=" + idToken);
        assertThat(page.html().select("main form")).as("the person is asked").isNotEmpty();
        assertThat(person.open("/account").isOutside(issuer)).isFalse();
        assertThat(shop.tokens(person.open(shop.authorizationRequest()).address()))
                .as("the session goes on, and ID tokens are signed with the new key")
                .isNotNull();
    }

    private boolean isActive(AccessToken token) throws Exception {
        var request = new TokenIntrospectionRequest(
                idp.issuer().resolve("/oauth2/introspect"), OwnClient.basicOf("shop"), token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .isActive();
    }

    private static String kidOf(String jws) throws ParseException {
        return JWSObject.parse(jws).getHeader().getKeyID();
    }

    @Test
    void isNotThereWithoutThePermission() {
        var manager = visitors.with(Role.USER_MANAGER);
        var auditor = visitors.with(Role.AUDITOR);
        var missing = Visitors.plain(manager.browser().open("/admin/no/such/page"));
        assertThat(missing).startsWith("404");

        for (var path : List.of("/admin/keys", "/admin/keys/rotate", "/admin/keys/withdraw")) {
            assertThat(Visitors.plain(manager.browser().open(path))).as(path).isEqualTo(missing);
            assertThat(Visitors.plain(manager.post(path, Map.of()))).as(path).isEqualTo(missing);
        }
        assertThat(Visitors.plain(auditor.browser().open("/admin/keys/rotate"))).isEqualTo(missing);
        assertThat(Visitors.plain(auditor.post("/admin/keys/rotate", Map.of()))).isEqualTo(missing);
        assertThat(states()).doesNotContain("published");
    }

    @Test
    void takesAnyTextForANotice() {
        var browser = visitors.with(Role.AUDITOR).browser();

        var page = browser.open("/admin/keys?done=%3Cscript%3E");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("[role=status], script")).isEmpty();
    }

    private List<String> states() {
        return jdbc.sql("SELECT state FROM signing_key")
                .query((row, _) -> row.getString("state"))
                .list();
    }

    private long audited(String action, Visitors.Visitor officer) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE action = :action AND actor_id = :actor")
                .param("action", action)
                .param("actor", officer.persona().id().value())
                .query(Long.class)
                .single();
    }
}
