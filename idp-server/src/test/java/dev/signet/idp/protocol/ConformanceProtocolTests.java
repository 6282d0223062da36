package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** Those that no test of a specification has: docs/protocol-support.md says where the others are. */
@SignetTest
@Import(MovableClock.class)
@DisplayName("Modules of the OpenID Foundation's conformance plans")
class ConformanceProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    URI issuer;
    Browser browser;
    Persona ada;
    RelyingParty shop;

    @BeforeEach
    void visitor() {
        MovableClock.reset(clock);
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
        shop = RelyingParty.shop(issuer, "openid profile email");
    }

    @Test
    @DisplayName("oidcc-ensure-request-without-nonce-succeeds-for-code-flow, fapi2 …-without-nonce-success")
    void aRequestWithoutNonce() throws Exception {
        var code = shop.code(ada.signInTo(shop.authorizationRequest(it -> it.nonce(null)), browser));

        assertThat(idToken(code).getClaims()).doesNotContainKey("nonce");
    }

    @Test
    @DisplayName("fapi2 …-ensure-authorization-request-without-state-success")
    void aRequestWithoutState() {
        var callback = ada.signInTo(shop.authorizationRequest(it -> it.state(null)), browser);

        var answer = URLUtils.parseParameters(callback.getRawQuery());
        assertThat(answer).containsOnlyKeys("code", "iss");
        assertThat(shop.redeem(new AuthorizationCode(answer.get("code").getFirst()))
                        .indicatesSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display=page",
                "display=popup",
                "display=touch",
                "display=nothing-that-exists",
                "claims_locales=se%20de",
                "claims_locales=%22",
                "acr_values=1%202"
            })
    @DisplayName(
            "oidcc-display-page, oidcc-display-popup, oidcc-claims-locales, oidcc-ensure-request-with-acr-values-succeeds")
    void aWishThatChangesNothing(String wish) {
        var request = URI.create(shop.authorizationRequest() + "&" + wish);

        assertThat(shop.code(ada.signInTo(request, browser))).isNotNull();
    }

    @Test
    @DisplayName("oidcc-login-hint")
    void aHintIsFilledIn() {
        var page = browser.open(shop.authorizationRequest(it -> it.loginHint("ada@example.com")));

        assertThat(page.html().expectFirst("#username").val()).isEqualTo("ada@example.com");
    }

    @Test
    @DisplayName("oidcc-max-age-10000: nobody is asked again, and auth_time says when they were")
    void anAgeThatIsNotReached() throws Exception {
        var first = idToken(shop.code(ada.signInTo(shop, browser)));
        clock.advance(Duration.ofSeconds(100));

        var again =
                browser.open(shop.authorizationRequest(it -> it.maxAge(10_000))).address();

        assertThat(idToken(shop.code(again)).getDateClaim("auth_time")).isEqualTo(first.getDateClaim("auth_time"));
    }

    @Test
    @DisplayName("oidcc-max-age-1: a second later somebody is asked, and auth_time moves")
    void anAgeThatIsExceeded() throws Exception {
        var first = idToken(shop.code(ada.signInTo(shop, browser)));
        clock.advance(Duration.ofSeconds(2));

        var page = browser.open(shop.authorizationRequest(it -> it.maxAge(1)));
        assertThat(page.address().getPath()).isEqualTo("/login");
        var callback = ada.signIn(browser, page).address();

        assertThat(idToken(shop.code(callback)).getDateClaim("auth_time")).isAfter(first.getDateClaim("auth_time"));
    }

    @Test
    @DisplayName("oidcc-codereuse-30seconds, fapi2 …-attempt-reuse-authorization-code-after-one-second")
    void aCodeIsNotTakenAgainLater() {
        var code = shop.code(ada.signInTo(shop, browser));
        assertThat(shop.redeem(code).indicatesSuccess()).isTrue();

        clock.advance(Duration.ofSeconds(30));

        assertThat(shop.redeem(code).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("fapi2 …-ensure-token-endpoint-fails-with-expired-auth-code")
    void aCodeIsDeadAfterAMinute() {
        var code = shop.code(ada.signInTo(shop, browser));

        clock.advance(Duration.ofSeconds(61));

        assertThat(shop.redeem(code).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 384, 2_000})
    @DisplayName("fapi2 …-with-64-char-nonce-success, …-with-long-nonce, …-with-long-state: as they came, or refused")
    void longValuesComeBackWhole(int length) throws Exception {
        var value = "~&'(!= .".repeat(length).substring(0, length);
        var request = shop.authorizationRequest(it -> it.nonce(new Nonce(value)).state(new State(value)));

        var answer = URLUtils.parseParameters(ada.signInTo(request, browser).getRawQuery());

        assertThat(answer.get("state")).containsExactly(value);
        assertThat(idToken(new AuthorizationCode(answer.get("code").getFirst())).getStringClaim("nonce"))
                .isEqualTo(value);
    }

    @Test
    @DisplayName("oidcc-redirect-uri-query-OK, fapi2's second client: a query of the registration survives")
    void aRedirectUriWithAQuery() {
        var party = shop.at("http://127.0.0.1:7001/other?with=query");

        var callback = ada.signInTo(party, browser);

        assertThat(URLUtils.parseParameters(callback.getRawQuery()))
                .containsEntry("with", List.of("query"))
                .containsKeys("code", "state", "iss");
        assertThat(party.redeem(party.code(callback)).indicatesSuccess()).isTrue();
    }

    @Test
    @DisplayName("fapi2 …-ensure-other-scope-order-succeeds")
    void scopesInAnotherOrder() {
        var party = RelyingParty.shop(issuer, "email openid");

        var tokens = party.tokens(ada.signInTo(party, browser)).getTokens();

        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactlyInAnyOrder("openid", "email");
    }

    @Test
    @DisplayName("oidcc-scope-profile, oidcc-scope-email: an ID token says who it is, and userinfo the rest")
    void scopesAreNotForTheIdToken() throws Exception {
        var claims = idToken(shop.code(ada.signInTo(shop, browser))).getClaims();

        assertThat(claims).doesNotContainKeys("name", "email", "email_verified", "preferred_username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEARER"})
    @DisplayName("fapi2 …-access-token-type-header-case-sensitivity, and a resource that sends a Date")
    void theSchemeInAnyCase(String scheme) {
        var token = shop.tokens(ada.signInTo(shop, browser)).getTokens().getAccessToken();

        var answer = browser.send(HttpRequest.newBuilder(issuer.resolve("/userinfo"))
                .header("Authorization", scheme + " " + token.getValue()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Date")).isNotBlank();
    }

    private JWTClaimsSet idToken(AuthorizationCode code) throws Exception {
        var tokens = (OIDCTokenResponse) shop.redeem(code).toSuccessResponse();
        return tokens.getOIDCTokens().getIDToken().getJWTClaimsSet();
    }
}
