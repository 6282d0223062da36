package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("From an authorization request to tokens")
class SignInProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        browser = new Browser(issuer);
    }

    @Test
    void aPersonSignsInAgreesAndTheRelyingPartyGetsTokens() {
        var shop = RelyingParty.shop(issuer, "openid profile email");

        var tokens = shop.tokens(ada.signInTo(shop, browser));

        var idToken = shop.idToken(tokens);
        assertThat(idToken.getSubject().getValue()).isEqualTo(ada.id().toString());
        assertThat(idToken.getClaim("email")).isNull();
        var userInfo = shop.userInfo(tokens.getTokens().getBearerAccessToken())
                .toSuccessResponse()
                .getUserInfo();
        assertThat(userInfo.getSubject()).isEqualTo(idToken.getSubject());
        assertThat(userInfo.getEmailAddress()).isEqualTo(ada.email());
        assertThat(userInfo.getName()).isEqualTo("Ada Lovelace");
        assertThat(userInfo.getPhoneNumber()).isNull();
    }

    @Test
    void aSecondRelyingPartyNeedsNoPassword() {
        var shop = RelyingParty.shop(issuer, "openid");
        shop.tokens(ada.signInTo(shop, browser));

        var forum = RelyingParty.forum(issuer);
        var callback = browser.open(forum.authorizationRequest()).address();

        assertThat(forum.idToken(forum.tokens(callback)).getSubject().getValue())
                .isEqualTo(ada.id().toString());
    }

    @Test
    void consentIsRememberedAndAskedAgainForMore() {
        var shop = RelyingParty.shop(issuer, "openid");
        shop.tokens(ada.signInTo(shop, browser));

        var again = RelyingParty.shop(issuer, "openid");
        assertThat(browser.open(again.authorizationRequest()).isOutside(issuer)).isTrue();
        var more = RelyingParty.shop(issuer, "openid email");
        assertThat(browser.open(more.authorizationRequest()).address().getPath())
                .isEqualTo("/consent");
    }

    @Nested
    @DisplayName("RFC 6749 §4.1.2, RFC 9700 §2.1.1: a code is redeemed once")
    class Codes {

        @Test
        void aSecondUseIsRefusedAndEndsWhatTheFirstGave() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var code = fieldApp.code(ada.signInTo(fieldApp, browser));
            var tokens = fieldApp.redeem(code).toSuccessResponse().getTokens();

            assertThat(errorOf(fieldApp.redeem(code))).isEqualTo("invalid_grant");

            assertThat(errorOf(fieldApp.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
            assertThat(fieldApp.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                    .isFalse();
        }

        @Test
        void ofTwoThreadsExactlyOneGetsTokensTenTimesOver() throws Exception {
            var fieldApp = RelyingParty.fieldApp(issuer);
            ada.signInTo(fieldApp, browser);
            for (var round = 0; round < 10; round++) {
                var code = fieldApp.code(
                        browser.open(fieldApp.authorizationRequest()).address());

                var answers = Together.run(2, () -> fieldApp.redeem(code));

                assertThat(answers.stream().filter(TokenResponse::indicatesSuccess))
                        .hasSize(1);
            }
        }

        @Test
        void aWrongVerifierOrRedirectUriTakesNothing() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var code = fieldApp.code(ada.signInTo(fieldApp, browser));

            assertThat(errorOf(fieldApp.redeem(code, fieldApp.redirectUri(), new CodeVerifier())))
                    .isEqualTo("invalid_grant");
            assertThat(errorOf(fieldApp.redeem(code, fieldApp.redirectUri(), null)))
                    .isEqualTo("invalid_grant");
            assertThat(errorOf(fieldApp.redeem(code, URI.create("http://127.0.0.1/other"), fieldApp.verifier())))
                    .isEqualTo("invalid_grant");
            assertThat(fieldApp.redeem(code).indicatesSuccess()).isTrue();
        }

        @Test
        void anotherClientCannotRedeemIt() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var code = fieldApp.code(ada.signInTo(fieldApp, browser));

            assertThat(errorOf(RelyingParty.forum(issuer).redeem(code, fieldApp.redirectUri(), fieldApp.verifier())))
                    .isEqualTo("invalid_grant");
            assertThat(fieldApp.redeem(code).indicatesSuccess()).isTrue();
        }

        @Test
        void anInventedOneIsRefused() {
            assertThat(errorOf(RelyingParty.fieldApp(issuer).redeem(new AuthorizationCode("invented"))))
                    .isEqualTo("invalid_grant");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §6, RFC 9700 §4.14: refresh tokens rotate")
    class RefreshTokens {

        @Test
        void eachUseGivesANewOne() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var first = refreshToken(fieldApp);

            var second = fieldApp.refresh(first).toSuccessResponse().getTokens().getRefreshToken();
            var third = fieldApp.refresh(second).toSuccessResponse().getTokens().getRefreshToken();

            assertThat(new HashSet<>(List.of(first, second, third))).hasSize(3);
        }

        @Test
        void twentyThreadsGetOneSuccessor() throws Exception {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var first = refreshToken(fieldApp);

            var answers = Together.run(20, () -> fieldApp.refresh(first));

            assertThat(answers).allMatch(TokenResponse::indicatesSuccess);
            assertThat(answers.stream()
                            .map(it -> it.toSuccessResponse().getTokens().getRefreshToken())
                            .distinct())
                    .hasSize(1);
        }

        @Test
        void oneThatWasReplacedTwiceEndsTheGrant() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var first = refreshToken(fieldApp);
            var second = fieldApp.refresh(first).toSuccessResponse().getTokens().getRefreshToken();
            var third = fieldApp.refresh(second).toSuccessResponse().getTokens().getRefreshToken();

            assertThat(errorOf(fieldApp.refresh(first))).isEqualTo("invalid_grant");
            assertThat(errorOf(fieldApp.refresh(third))).isEqualTo("invalid_grant");
        }

        @Test
        void aForgedOneTouchesNothing() {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var token = refreshToken(fieldApp);
            var forged = token.getValue().substring(0, token.getValue().length() - 4) + "AAAA";

            assertThat(errorOf(fieldApp.refresh(new RefreshToken(forged)))).isEqualTo("invalid_grant");
            assertThat(fieldApp.refresh(token).indicatesSuccess()).isTrue();
        }

        private RefreshToken refreshToken(RelyingParty relyingParty) {
            return relyingParty
                    .tokens(ada.signInTo(relyingParty, browser))
                    .getTokens()
                    .getRefreshToken();
        }
    }

    @Test
    @DisplayName("RFC 6750 §3.1: an invalid access token is refused")
    void userInfoRefusesWhatIsNotAnAccessToken() {
        var shop = RelyingParty.shop(issuer, "openid");
        var tokens = shop.tokens(ada.signInTo(shop, browser));

        assertThat(shop.userInfo(new BearerAccessToken("nonsense")).indicatesSuccess())
                .isFalse();
        assertThat(shop.userInfo(new BearerAccessToken(tokens.getOIDCTokens().getIDTokenString()))
                        .indicatesSuccess())
                .isFalse();
    }

    private static String errorOf(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }
}
