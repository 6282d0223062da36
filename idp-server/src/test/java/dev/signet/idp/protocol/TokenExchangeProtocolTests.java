package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("RFC 8693: token exchange")
class TokenExchangeProtocolTests {

    private static final String STOCK = "https://stock.example.com";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Persona ada;
    RelyingParty shop;
    Tokens tokens;
    OwnClient api;

    @BeforeEach
    void anApiThatTheShopCallsAndThatCallsAnother() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        shop = RelyingParty.shop(issuer, "openid email offline_access");
        tokens = shop.tokens(ada.signInTo(shop, new Browser(issuer))).getTokens();
        api = api("protected_resources: [\"" + issuer + "\"]");
    }

    @Test
    @DisplayName("§2.2.1 and §4.1: the new token is about the same person, for another audience, and names the actor")
    void aTokenIsExchangedForOneForAnotherAudience() throws Exception {
        var answer = exchange(api, token(), STOCK, "email");

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        var body = answer.getBodyAsJSONObject();
        assertThat(body)
                .containsEntry("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "email")
                .doesNotContainKey("refresh_token");
        var claims = claims((String) body.get("access_token"));
        assertThat(claims.getSubject()).isEqualTo(ada.id().toString());
        assertThat(claims.getAudience()).containsExactly(STOCK);
        assertThat(claims.getStringClaim("client_id")).isEqualTo(api.id());
        assertThat(claims.getJSONObjectClaim("act")).isEqualTo(Map.of("sub", api.id()));
        assertThat(claims.getExpirationTime()).isBeforeOrEqualTo(claims(token()).getExpirationTime());
    }

    @Test
    @DisplayName("§4.1: actors before stand within")
    void aChainOfActorsIsKept() throws Exception {
        var first = (String)
                exchange(api, token(), STOCK, null).getBodyAsJSONObject().get("access_token");
        var stock = api("protected_resources: [\"" + STOCK + "\"]");

        var second = exchange(stock, first, STOCK, null).getBodyAsJSONObject();

        assertThat(claims((String) second.get("access_token")).getJSONObjectClaim("act"))
                .isEqualTo(Map.of("sub", stock.id(), "act", Map.of("sub", api.id())));
    }

    @Test
    void itEndsWithTheGrant() throws Exception {
        var exchanged = (String)
                exchange(api, token(), STOCK, null).getBodyAsJSONObject().get("access_token");
        assertThat(isActive(exchanged)).isTrue();

        shop.revoke(tokens.getRefreshToken());

        assertThat(isActive(exchanged)).isFalse();
        assertThat(error(exchange(api, token(), STOCK, null))).isEqualTo("invalid_request");
    }

    @Test
    void itOpensNothingOfOurs() throws Exception {
        var exchanged = (String)
                exchange(api, token(), STOCK, null).getBodyAsJSONObject().get("access_token");

        assertThat(shop.userInfo(new BearerAccessToken(exchanged)).indicatesSuccess())
                .isFalse();
    }

    @Test
    @DisplayName(
            "§2.1: a client acts on tokens that it was given, for audiences of its registration, within their scopes")
    void thePolicyHolds() throws Exception {
        var stranger = api("protected_resources: [\"https://elsewhere.example.com\"]");

        assertThat(error(exchange(stranger, token(), STOCK, null))).isEqualTo("invalid_request");
        assertThat(error(exchange(api, token(), "https://other.example.com", null)))
                .isEqualTo("invalid_target");
        assertThat(error(exchange(api, token(), null, null))).isEqualTo("invalid_request");
        assertThat(error(exchange(api, token(), STOCK, "profile"))).isEqualTo("invalid_scope");
        assertThat(error(exchange(api, "nonsense", STOCK, null))).isEqualTo("invalid_request");
        var other = OwnClient.register(application);
        assertThat(error(exchange(other, token(), STOCK, null))).isEqualTo("unauthorized_client");
    }

    private OwnClient api(String line) {
        return OwnClient.register(
                application,
                "grant_types: [\"urn:ietf:params:oauth:grant-type:token-exchange\"]",
                "redirect_uris: []",
                "token_exchange_audiences: [\"" + STOCK + "\"]",
                line);
    }

    private String token() {
        return tokens.getAccessToken().getValue();
    }

    private HTTPResponse exchange(OwnClient client, String subject, @Nullable String audience, @Nullable String scope)
            throws Exception {
        AuthorizationGrant grant = new TokenExchangeGrant(
                new TypelessAccessToken(subject),
                TokenTypeURI.ACCESS_TOKEN,
                null,
                null,
                TokenTypeURI.ACCESS_TOKEN,
                audience == null ? null : List.of(new Audience(audience)));
        var request = new TokenRequest.Builder(issuer.resolve("/oauth2/token"), client.basic(), grant);
        if (scope != null) {
            request.scope(Scope.parse(scope));
        }
        return request.build().toHTTPRequest().send();
    }

    private boolean isActive(String token) throws Exception {
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(
                                issuer.resolve("/oauth2/introspect"), api.basic(), new BearerAccessToken(token))
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .isActive();
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static String error(HTTPResponse answer) throws Exception {
        return (String) answer.getBodyAsJSONObject().get("error");
    }
}
