package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("What somebody was given before")
class LockedAccountProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Persona ada;
    Browser browser;
    RelyingParty shop;

    @BeforeEach
    void somebody() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        browser = new Browser(issuer);
        shop = RelyingParty.shop(issuer, "openid offline_access");
    }

    @Nested
    class OnceTheAccountIsLocked {

        @ParameterizedTest
        @ValueSource(strings = {"locked", "disabled"})
        void aCodeGivesNothing(String status) {
            var code = shop.code(ada.signInTo(shop, browser));
            set(status);

            assertThat(errorOf(shop.redeem(code))).isEqualTo("invalid_grant");
        }

        @Test
        void aRefreshTokenGivesNothingUntilItIsUnlocked() {
            var tokens = tokens();
            set("locked");
            assertThat(errorOf(shop.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");

            set("active");
            assertThat(shop.refresh(tokens.getRefreshToken()).indicatesSuccess())
                    .isTrue();
        }

        @Test
        void aRefreshTokenThatWasJustReplacedGivesNothingEither() {
            var tokens = tokens();
            assertThat(shop.refresh(tokens.getRefreshToken()).indicatesSuccess())
                    .isTrue();
            set("locked");

            assertThat(errorOf(shop.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        }

        @Test
        void anAccessTokenIsRefusedByUs() {
            var tokens = tokens();
            set("locked");

            assertThat(shop.userInfo(tokens.getBearerAccessToken())
                            .toErrorResponse()
                            .getErrorObject()
                            .getHTTPStatusCode())
                    .isEqualTo(401);
        }

        @Test
        void theSessionIsWorthNothing() {
            tokens();
            set("locked");

            assertThat(browser.open(shop.authorizationRequest()).address().getPath())
                    .isEqualTo("/login");
        }
    }

    @Test
    void aCodeGivesNothingOnceTheSessionHasEnded() {
        var code = shop.code(ada.signInTo(shop, browser));
        application.getBean(BrowserSessions.class).endAll(ada.id(), "test");

        assertThat(errorOf(shop.redeem(code))).isEqualTo("invalid_grant");
    }

    private Tokens tokens() {
        return shop.tokens(ada.signInTo(shop, browser)).getTokens();
    }

    private void set(String status) {
        jdbc.sql("UPDATE user_account SET status = :status WHERE id = :id")
                .param("status", status)
                .param("id", ada.id().value())
                .update();
    }

    private static String errorOf(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }
}
