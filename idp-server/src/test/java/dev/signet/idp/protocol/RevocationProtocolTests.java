package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
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
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("RFC 7009: token revocation")
class RevocationProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

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
    @DisplayName("§2.1: a refresh token")
    class OfARefreshToken {

        @Test
        void endsTheGrantAndIsSeenAtOnce() throws Exception {
            assertThat(revoke("shop", tokens.getRefreshToken()).getStatusCode()).isEqualTo(200);

            assertThat(shop.refresh(tokens.getRefreshToken())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("invalid_grant");
            assertThat(isActive(tokens.getAccessToken())).isFalse();
            assertThat(isActive(tokens.getRefreshToken())).isFalse();
            assertThat(userInfoWorks(tokens)).isFalse();
            assertThat(auditedActions()).contains("grant.revoked");
        }

        @Test
        void ofAPublicClientNeedsNothingButTheToken() throws Exception {
            var fieldApp = RelyingParty.fieldApp(issuer);
            var own =
                    fieldApp.tokens(ada.signInTo(fieldApp, new Browser(issuer))).getTokens();

            var answer = new TokenRevocationRequest(endpoint(), new ClientID("field-app"), own.getRefreshToken())
                    .toHTTPRequest()
                    .send();

            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(fieldApp.refresh(own.getRefreshToken()).indicatesSuccess())
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("§2.1: an access token")
    class OfAnAccessToken {

        @Test
        void endsThatTokenAndNoOther() throws Exception {
            assertThat(revoke("shop", tokens.getAccessToken()).getStatusCode()).isEqualTo(200);

            assertThat(isActive(tokens.getAccessToken())).isFalse();
            assertThat(userInfoWorks(tokens)).isFalse();
            var next =
                    shop.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();
            assertThat(isActive(next.getAccessToken())).isTrue();
            assertThat(userInfoWorks(next)).isTrue();
            assertThat(auditedActions()).contains("access-token.revoked");
        }

        @Test
        void ofAClientItselfEndsItToo() throws Exception {
            var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");
            var token = worker.token(new ClientCredentialsGrant())
                    .toSuccessResponse()
                    .getTokens()
                    .getAccessToken();

            assertThat(revoke("worker", token).getStatusCode()).isEqualTo(200);

            assertThat(isActive("worker", token)).isFalse();
        }

        @Test
        void twiceIsNoError() throws Exception {
            revoke("shop", tokens.getAccessToken());

            assertThat(revoke("shop", tokens.getAccessToken()).getStatusCode()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("§2.2: the answer")
    class Answer {

        @Test
        void isGoodForATokenThatNobodyKnows() throws Exception {
            assertThat(revoke("shop", new BearerAccessToken("nonsense")).getStatusCode())
                    .isEqualTo(200);
            assertThat(revoke("shop", new RefreshToken("rt_nonsense")).getStatusCode())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("§2.1: another client's token is refused and left alone")
        void isAnErrorForAnotherClientsToken() throws Exception {
            for (Token token : new Token[] {tokens.getAccessToken(), tokens.getRefreshToken()}) {
                var answer = revoke("forum", token);
                assertThat(answer.getStatusCode()).isEqualTo(400);
                assertThat(answer.getBodyAsJSONObject()).containsEntry("error", "invalid_request");
            }

            assertThat(isActive(tokens.getAccessToken())).isTrue();
            assertThat(shop.refresh(tokens.getRefreshToken()).indicatesSuccess())
                    .isTrue();
        }

        @Test
        void isAnErrorForAClientThatDoesNotAuthenticate() throws Exception {
            var wrong = new ClientSecretBasic(new ClientID("shop"), new Secret("wrong"));
            var answer = new TokenRevocationRequest(endpoint(), wrong, tokens.getRefreshToken())
                    .toHTTPRequest()
                    .send();

            assertThat(answer.getStatusCode()).isEqualTo(401);
            assertThat(isActive(tokens.getRefreshToken())).isTrue();
        }
    }

    private HTTPResponse revoke(String client, Token token) throws Exception {
        return new TokenRevocationRequest(endpoint(), OwnClient.basicOf(client), token)
                .toHTTPRequest()
                .send();
    }

    private boolean isActive(Token token) throws Exception {
        return isActive("shop", token);
    }

    private boolean isActive(String client, Token token) throws Exception {
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(
                                shop.provider().getIntrospectionEndpointURI(), OwnClient.basicOf(client), token)
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .isActive();
    }

    private boolean userInfoWorks(Tokens tokens) {
        return shop.userInfo(tokens.getBearerAccessToken()).indicatesSuccess();
    }

    private List<String> auditedActions() {
        return jdbc.sql("SELECT action FROM audit_event WHERE subject_id = :account")
                .param("account", ada.id().value())
                .query((row, _) -> row.getString("action"))
                .list();
    }

    private URI endpoint() {
        return shop.provider().getRevocationEndpointURI();
    }
}
