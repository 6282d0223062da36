package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("RFC 7662: token introspection")
class IntrospectionProtocolTests {

    private static final ClientSecretBasic FORUM = OwnClient.basicOf("forum");
    private static final ClientSecretBasic SHOP = OwnClient.basicOf("shop");

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Persona ada;
    RelyingParty shop;
    Tokens tokens;

    @BeforeEach
    void aPersonSignedInToTheShop() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        shop = RelyingParty.shop(issuer, "openid email offline_access");
        tokens = shop.tokens(ada.signInTo(shop, new Browser(issuer))).getTokens();
    }

    @Nested
    @DisplayName("§2.2: the answer")
    class Answer {

        @Test
        void tellsTheClientThatATokenWasIssuedToWhatItSays() throws Exception {
            var answer = introspect(SHOP, tokens.getAccessToken());

            assertThat(answer.isActive()).isTrue();
            assertThat(answer.getClientID().getValue()).isEqualTo("shop");
            assertThat(answer.getSubject().getValue()).isEqualTo(ada.id().toString());
            assertThat(answer.getScope().toStringList()).containsExactlyInAnyOrder("openid", "email", "offline_access");
            assertThat(answer.getIssuer().getValue()).isEqualTo(issuer.toString());
            assertThat(answer.getAudience()).singleElement().hasToString(issuer.toString());
            assertThat(answer.getTokenType()).hasToString("Bearer");
            assertThat(answer.getExpirationTime()).isAfter(answer.getIssueTime());
            assertThat(answer.getJWTID()).isNotNull();
            assertThat(answer.toJSONObject()).doesNotContainKey("grant_id");
        }

        @Test
        void tellsAResourceServerThatTheTokenIsFor() {
            var resource = OwnClient.register(application, "protected_resources: [\"" + issuer + "\"]");

            assertThat(introspect(resource.basic(), tokens.getAccessToken()).isActive())
                    .isTrue();
        }

        @Test
        @DisplayName("§4: whoever a token is not for learns nothing about it")
        void tellsNobodyElseAnything() {
            for (Token token : new Token[] {tokens.getAccessToken(), tokens.getRefreshToken()}) {
                assertThat(introspect(FORUM, token).toJSONObject()).hasToString("{\"active\":false}");
            }
            var resource = OwnClient.register(application, "protected_resources: [\"" + issuer + "\"]");
            assertThat(introspect(resource.basic(), tokens.getRefreshToken()).isActive())
                    .isFalse();
        }

        @Test
        void sayWhatARefreshTokenIsWorth() {
            var first = introspect(SHOP, tokens.getRefreshToken());
            assertThat(first.isActive()).isTrue();
            assertThat(first.getSubject().getValue()).isEqualTo(ada.id().toString());

            var next =
                    shop.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();
            var later = shop.refresh(next.getRefreshToken()).toSuccessResponse().getTokens();

            assertThat(introspect(SHOP, tokens.getRefreshToken()).isActive()).isFalse();
            assertThat(introspect(SHOP, next.getRefreshToken()).isActive())
                    .as("just replaced, and still answered")
                    .isTrue();
            assertThat(introspect(SHOP, later.getRefreshToken()).isActive()).isTrue();
        }

        @Test
        void worksForAClientsOwnToken() {
            var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");
            var token = worker.token(new ClientCredentialsGrant())
                    .toSuccessResponse()
                    .getTokens()
                    .getAccessToken();

            var answer = introspect(OwnClient.basicOf("worker"), token);

            assertThat(answer.isActive()).isTrue();
            assertThat(answer.getSubject().getValue()).isEqualTo("worker");
        }

        @Test
        void isInactiveForWhatIsNoTokenOfOurs() {
            assertThat(introspect(SHOP, new BearerAccessToken("nonsense")).toJSONObject())
                    .hasToString("{\"active\":false}");
            assertThat(introspect(SHOP, new RefreshToken("rt_nonsense")).isActive())
                    .isFalse();
            var changed = tokens.getAccessToken().getValue();
            changed = changed.substring(0, changed.length() - 6) + "AAAAAA";
            assertThat(introspect(SHOP, new BearerAccessToken(changed)).isActive())
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("§2.1: who may ask")
    class Asking {

        @Test
        void nobodyWithoutCredentials() throws Exception {
            var request = new TokenIntrospectionRequest(endpoint(), SHOP, tokens.getAccessToken()).toHTTPRequest();
            request.setAuthorization(null);

            assertThat(request.send().getBodyAsJSONObject()).containsEntry("error", "invalid_client");
        }

        @Test
        void noPublicClient() throws Exception {
            var answer = form("client_id=field-app&token=" + tokens.getAccessToken(), null);

            assertThat(answer.getStatusCode()).isEqualTo(401);
            assertThat(answer.getBodyAsJSONObject()).containsEntry("error", "invalid_client");
        }

        @Test
        void withTheTokenOnceAndInTheForm() throws Exception {
            assertThat(form("", SHOP).getBodyAsJSONObject()).containsEntry("error", "invalid_request");
            assertThat(form("token=a&token=b", SHOP).getBodyAsJSONObject()).containsEntry("error", "invalid_request");
            var request = request(endpoint() + "?token=" + tokens.getAccessToken(), "", SHOP);
            assertThat(request.send().getBodyAsJSONObject()).containsEntry("error", "invalid_request");
        }

        @Test
        void byPostOnlyAndNothingIsCached() throws Exception {
            assertThat(new Browser(issuer).open(endpoint()).status()).isEqualTo(405);
            var answer = form("token=" + tokens.getAccessToken(), SHOP);
            assertThat(answer.getHeaderValue("Cache-Control")).contains("no-store");
        }
    }

    @Nested
    @DisplayName("RFC 9701: the answer as a JWT")
    class Signed {

        @Test
        void isGivenToWhoeverAcceptsIt() throws Exception {
            var jwt = signed(SHOP);

            assertThat(jwt.getHeader().getType()).hasToString("token-introspection+jwt");
            assertThat(jwt.verify(new RSASSAVerifier(
                            JWKSet.load(issuer.resolve("/oauth2/jwks").toURL())
                                    .getKeyByKeyId(jwt.getHeader().getKeyID())
                                    .toRSAKey())))
                    .isTrue();
            var claims = jwt.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(issuer.toString());
            assertThat(claims.getAudience()).containsExactly("shop");
            assertThat(claims.getIssueTime()).isNotNull();
            assertThat(claims.getSubject()).isNull();
            assertThat(claims.getExpirationTime()).isNull();
            assertThat(claims.getJSONObjectClaim("token_introspection"))
                    .containsEntry("active", true)
                    .containsEntry("sub", ada.id().toString());
        }

        @Test
        void saysNoMoreThanTheOtherToWhoeverItIsNotFor() throws Exception {
            assertThat(signed(FORUM).getJWTClaimsSet().getJSONObjectClaim("token_introspection"))
                    .hasToString("{active=false}");
        }

        @Test
        @DisplayName("§6: introspection_signed_response_alg")
        void isSignedAsRegistered() throws Exception {
            var resource = OwnClient.register(application, "introspection_signed_response_alg: ES256");

            assertThat(signed(resource.basic()).getHeader().getAlgorithm()).hasToString("ES256");
        }

        private SignedJWT signed(ClientSecretBasic client) throws Exception {
            var request = request(endpoint().toString(), "token=" + tokens.getAccessToken(), client);
            request.setHeader("Accept", "application/token-introspection+jwt");
            var answer = request.send();
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(answer.getHeaderValue("Content-Type")).startsWith("application/token-introspection+jwt");
            return SignedJWT.parse(answer.getBody());
        }
    }

    private TokenIntrospectionSuccessResponse introspect(ClientAuthentication client, Token token) {
        try {
            return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(endpoint(), client, token)
                            .toHTTPRequest()
                            .send())
                    .toSuccessResponse();
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    private URI endpoint() {
        return shop.provider().getIntrospectionEndpointURI();
    }

    private HTTPResponse form(String body, @Nullable ClientSecretBasic client) throws IOException {
        return request(endpoint().toString(), body, client).send();
    }

    private static HTTPRequest request(String address, String body, @Nullable ClientSecretBasic client)
            throws IOException {
        var request =
                new HTTPRequest(HTTPRequest.Method.POST, URI.create(address).toURL());
        request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        request.setBody(body);
        if (client != null) {
            request.setAuthorization(client.toHTTPAuthorizationHeader());
        }
        return request;
    }
}
