package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@SignetTest
@Import(MovableClock.class)
@DisplayName("A token whose time is over")
class ExpiredTokenProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @BeforeEach
    void start() {
        MovableClock.reset(clock);
    }

    @Test
    @DisplayName("RFC 6750 §3.1, RFC 7662 §2.2: opens nothing, and is inactive, from its last second on")
    void opensNothing() throws Exception {
        var shop = RelyingParty.shop(idp.issuer(), "openid email offline_access");
        var tokens = shop.tokens(Persona.ada(application).signInTo(shop, new Browser(idp.issuer())))
                .getTokens();
        var accessToken = tokens.getBearerAccessToken();
        var introspection = new TokenIntrospectionRequest(
                        shop.provider().getIntrospectionEndpointURI(), OwnClient.basicOf("shop"), accessToken)
                .toHTTPRequest();

        clock.advance(Duration.ofSeconds(accessToken.getLifetime() - 10));
        assertThat(shop.userInfo(accessToken).indicatesSuccess()).isTrue();
        assertThat(introspection.send().getBodyAsJSONObject()).containsEntry("active", true);

        clock.advance(Duration.ofSeconds(11));
        assertThat(shop.userInfo(accessToken).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("invalid_token");
        assertThat(introspection.send().getBodyAsJSONObject()).containsEntry("active", false);
        var renewed = shop.refresh(tokens.getRefreshToken());
        assertThat(renewed.indicatesSuccess()).isTrue();

        clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(shop.refresh(renewed.toSuccessResponse().getTokens().getRefreshToken())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_grant");
    }
}
