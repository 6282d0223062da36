package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("Input that nobody sends by accident is the sender's fault, never a failure of ours")
class HostileInputProtocolTests {

    private static final String NUL = "\0";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    RelyingParty shop;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        shop = RelyingParty.shop(issuer, "openid offline_access");
    }

    @Test
    void aZeroByteInASignIn() {
        var page = browser.open("/login");

        assertThat(browser.submit(page, Map.of("username", "a" + NUL, "password", "b"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isAnsweredByAPage() {
        var page = browser.send(
                HttpRequest.newBuilder(issuer.resolve("/login?ticket=%00")).header("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html().expectFirst("h1").text()).isNotBlank();
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "state",
                "scope",
                "login_hint",
                "id_token_hint",
                "prompt",
                "code_challenge",
                "claims",
                "resource",
                "request"
            })
    void aZeroByteInAnAuthorizationRequest(String parameter) {
        Persona.ada(application).signInTo(shop, browser);
        var request = shop.authorizationRequest().toString();

        var page = browser.open(
                URI.create(request.replaceFirst("&" + parameter + "=[^&]*", "") + "&" + parameter + "=%00"));

        assertThat(page.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_code, code=%00&redirect_uri=http%3A%2F%2F127.0.0.1%3A7001%2Fcallback&code_verifier=x",
        "authorization_code, code=x&redirect_uri=%00&code_verifier=x",
        "authorization_code, code=x&redirect_uri=x&code_verifier=%00",
        "refresh_token,      refresh_token=%00",
        "client_credentials, scope=%00"
    })
    void aZeroByteInATokenRequest(String grant, String form) {
        assertThat(token("grant_type=" + grant + "&" + form).status()).isEqualTo(400);
    }

    @Test
    void aZeroByteInTheScopeOfARefresh() {
        var tokens =
                shop.tokens(Persona.ada(application).signInTo(shop, browser)).getTokens();
        var refresh = "grant_type=refresh_token&refresh_token=" + tokens.getRefreshToken();

        assertThat(token(refresh + "&scope=openid%00").status()).isEqualTo(400);
        assertThat(token(refresh).status()).isEqualTo(200);
    }

    @Test
    void aHintThatNoHeaderCouldCarry() {
        var page = authorize(Map.of("id_token_hint", noise(100_000)));

        assertThat(page.address().toString())
                .startsWith(shop.redirectUri().toString())
                .contains("error=invalid_request");
    }

    @Test
    void everyParameterAsLongAsItMayBe() {
        var page = authorize(Map.of("id_token_hint", noise(4000), "login_hint", noise(2000), "nonce", noise(2000)));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().expectFirst("#username").val()).hasSize(2000);
    }

    @Test
    void allParametersTogetherFitOrAreRefused() {
        var most = new HashMap<>(Map.of(
                "id_token_hint", noise(4000),
                "login_hint", noise(2000),
                "nonce", noise(2000),
                "ui_locales", noise(2000),
                "acr_values", noise(2000)));
        assertThat(authorize(most).status()).isEqualTo(200);

        most.put("claims", "{\"userinfo\":{\"" + noise(1900) + "\":null}}");
        assertThat(authorize(most).address().toString()).contains("error=invalid_request");
    }

    /** Three bytes each, and incompressible. */
    @Test
    void everyParameterAsLongAsItMayBeInAnotherScript() {
        assertThat(authorize(Map.of("login_hint", noise(666, '\u4e00', '\u9fff')))
                        .status())
                .isEqualTo(200);
        assertThat(authorize(Map.of("login_hint", noise(667, '\u4e00', '\u9fff')))
                        .address()
                        .toString())
                .contains("error=invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token_hint", "client_id", "post_logout_redirect_uri", "state"})
    void aSignOutThatNoHeaderCouldCarry(String parameter) {
        var tooLong = "~".repeat(20_000);

        assertThat(browser.post("/connect/logout", Map.of(parameter, tooLong)).status())
                .isEqualTo(400);
        assertThat(browser.open("/connect/logout?" + parameter + "=" + tooLong).status())
                .isEqualTo(400);
    }

    @Test
    void aWayBackThatNoHeaderCouldCarry() {
        var page = browser.open("/login");
        var token = page.html().expectFirst("input[name=_csrf]").val();

        var back = browser.post("/language", Map.of("language", "en", "to", "/" + noise(40_000), "_csrf", token));

        assertThat(back.status()).isEqualTo(200);
    }

    /** Posted, because an address has its own limit. */
    private Page authorize(Map<String, String> added) {
        var request = new HashMap<>(Map.of(
                "client_id", "shop",
                "redirect_uri", shop.redirectUri().toString(),
                "response_type", "code",
                "scope", "openid",
                "state", noise(2000),
                "code_challenge_method", "S256",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        request.putAll(added);
        return browser.post("/oauth2/authorize", request);
    }

    private Page token(String form) {
        var secret = "shop:shop-secret-for-tests-0123456789".getBytes(StandardCharsets.UTF_8);
        return browser.send(HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(secret))
                .POST(BodyPublishers.ofString(form)));
    }

    /** Characters that do not compress. */
    private static String noise(int length) {
        return noise(length, 'A', 'Z');
    }

    private static String noise(int length, char first, char last) {
        return new Random(length)
                .ints(length, first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
