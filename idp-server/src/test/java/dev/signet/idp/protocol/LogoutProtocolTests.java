package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect RP-Initiated Logout 1.0")
class LogoutProtocolTests {

    private static final String SIGNED_OUT = "http://127.0.0.1:9/signed-out";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    RelyingParty shop;
    OIDCTokenResponse tokens;

    @BeforeEach
    void signedIn() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        shop = RelyingParty.shop(issuer, "openid");
        tokens = shop.tokens(Persona.ada(application).signInTo(shop, browser));
    }

    @Test
    void withAHintTheSessionEndsAtOnceAndThePersonComesBack() {
        var page =
                logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", SIGNED_OUT, "state", "~&'(!=. +%"));

        assertThat(page.address().toString()).startsWith(SIGNED_OUT + "?state=");
        assertThat(page.address().getQuery()).isEqualTo("state=~&'(!=. +%");
        assertNobodyIsSignedIn();
    }

    @Test
    void aPostedRequestWorksToo() {
        var page = browser.post(
                "/connect/logout", Map.of("id_token_hint", hint(), "post_logout_redirect_uri", SIGNED_OUT));

        assertThat(page.address()).hasToString(SIGNED_OUT);
        assertNobodyIsSignedIn();
    }

    @Test
    void theSessionsGrantsEndWithItOnlineOnesThatIs() {
        logout(Map.of("id_token_hint", hint()));

        assertThat(shop.refresh(tokens.getTokens().getRefreshToken()).indicatesSuccess())
                .isFalse();
        assertThat(shop.userInfo(tokens.getTokens().getBearerAccessToken()).indicatesSuccess())
                .isFalse();
    }

    @Test
    void offlineAccessOutlivesTheSession() {
        var offline = RelyingParty.fieldApp(issuer);
        var refreshToken = offline.tokens(
                        browser.open(offline.authorizationRequest()).address())
                .getTokens()
                .getRefreshToken();

        logout(Map.of("id_token_hint", hint()));

        assertThat(offline.refresh(refreshToken).indicatesSuccess()).isTrue();
    }

    @Test
    void withoutAHintThePersonIsAskedFirstAndSentNowhere() {
        var page = logout(Map.of("client_id", "shop", "post_logout_redirect_uri", SIGNED_OUT, "state", "x"));
        assertThat(page.status()).isEqualTo(200);
        assertSomebodyIsSignedIn();

        var after = browser.submit(page, Map.of());

        assertThat(after.isOutside(issuer)).isFalse();
        assertThat(after.status()).isEqualTo(200);
        assertNobodyIsSignedIn();
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGNED_OUT + "/", SIGNED_OUT + "?added", "https://evil.example"})
    void anAddressThatIsNotRegisteredIsRefused(String address) {
        var page = logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", address));

        assertThat(page.status()).isEqualTo(400);
        assertSomebodyIsSignedIn();
    }

    @Test
    void aHintThatWeDidNotSignIsNone() {
        var parts = hint().split("\\.");
        var unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

        var page = logout(Map.of("id_token_hint", unsigned, "post_logout_redirect_uri", SIGNED_OUT));

        assertThat(page.isOutside(issuer)).isFalse();
        assertSomebodyIsSignedIn();
    }

    @Test
    void aHintThatSomebodyElseSignedNeverLeadsBack() {
        var parts = hint().split("\\.");
        var forged = parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length());

        var page = logout(Map.of("id_token_hint", forged, "post_logout_redirect_uri", SIGNED_OUT, "state", "x"));
        assertThat(page.isOutside(issuer)).isFalse();
        assertSomebodyIsSignedIn();

        assertThat(browser.submit(page, Map.of()).isOutside(issuer)).isFalse();
        assertNobodyIsSignedIn();
    }

    @Test
    @DisplayName("§2: without parameters, or with state alone, it ends on our own page")
    void withoutParametersItEndsOnOurOwnPage() {
        for (var parameters : List.of(Map.<String, String>of(), Map.of("state", "~&'(!=."))) {
            var page = browser.submit(logout(parameters), Map.of());

            assertThat(page.isOutside(issuer)).isFalse();
            assertThat(page.status()).isEqualTo(200);
            assertNobodyIsSignedIn();
            shop.tokens(Persona.ada(application).signInTo(shop, browser));
        }
    }

    @Test
    void withAHintAndNowhereToGoItEndsOnOurOwnPage() {
        var page = logout(Map.of("id_token_hint", hint()));

        assertThat(page.isOutside(issuer)).isFalse();
        assertThat(page.status()).isEqualTo(200);
        assertNobodyIsSignedIn();
    }

    @Test
    void somebodyWhoIsNotSignedInSeesThatTheyAreSignedOut() {
        assertThat(new Browser(issuer).open("/connect/logout").status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "Front-Channel Logout 1.0 §2: whoever wants to be told by the browser is, with iss and sid, and nobody else")
    void applicationsAreToldByFrames() throws Exception {
        var told = OwnClient.register(
                application,
                "client_name: Northwind Reader",
                "redirect_uris: [\"http://127.0.0.1/callback\"]",
                "frontchannel_logout_uri: \"http://127.0.0.1/logout?a=b\"");
        var party = RelyingParty.registered(issuer, told.id(), told.basic(), "openid");
        var own = party.tokens(browser.open(party.authorizationRequest()).address());
        var sid = own.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid");

        var page = logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", SIGNED_OUT));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("iframe").eachAttr("src"))
                .containsExactly("http://127.0.0.1/logout?a=b&iss="
                        + URLEncoder.encode(issuer.toString(), StandardCharsets.UTF_8) + "&sid=" + sid);
        assertThat(page.html().expectFirst("main ul").text()).isEqualTo("Northwind Reader");
        assertThat(page.html().expectFirst("a[data-continue]").attr("href")).isEqualTo(SIGNED_OUT);
        assertThat(page.header("Content-Security-Policy")).endsWith("; frame-src http://127.0.0.1");
        assertNobodyIsSignedIn();
        assertThat(shop.provider().supportsFrontChannelLogout()).isTrue();
        assertThat(shop.provider().supportsFrontChannelLogoutSession()).isTrue();
        assertThat(logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", SIGNED_OUT))
                        .address())
                .as("a session that is over tells nobody again")
                .hasToString(SIGNED_OUT);
    }

    private String hint() {
        return tokens.getOIDCTokens().getIDTokenString();
    }

    private Browser.Page logout(Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.open("/connect/logout?" + query);
    }

    private void assertNobodyIsSignedIn() {
        assertThat(silent().getRawQuery()).contains("error=login_required");
    }

    private void assertSomebodyIsSignedIn() {
        assertThat(silent().getRawQuery()).contains("code=");
    }

    private URI silent() {
        return browser.open(shop.authorizationRequest(it -> it.prompt(new Prompt("none"))))
                .address();
    }
}
