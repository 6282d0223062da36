package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.DpopKey;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("access_token_format: opaque")
class OpaqueTokenProtocolTests {

    private static final String STOCK = "https://stock.example.com";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Persona ada;
    OwnClient client;
    RelyingParty party;

    @BeforeEach
    void aClientWithOpaqueTokens() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        client = OwnClient.register(
                application,
                "grant_types: [authorization_code, refresh_token, client_credentials]",
                "access_token_format: opaque",
                "scope: openid email");
        party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid email");
    }

    @Test
    void sayNothingToWhoeverReadsThem() throws Exception {
        var one = tokens().getAccessToken().getValue();

        assertThat(one).startsWith("at_").matches("[A-Za-z0-9_-]+");
        var inside = new String(Base64.getUrlDecoder().decode(one.substring(3)), StandardCharsets.ISO_8859_1);
        assertThat(inside)
                .doesNotContain(ada.id().toString())
                .doesNotContain(client.id())
                .doesNotContain("email");
        assertThat(tokens().getAccessToken().getValue()).isNotEqualTo(one);
    }

    @Test
    @DisplayName("RFC 7662 §2.2: introspection says what a JWT would")
    void areIntrospected() throws Exception {
        var answer = introspect(client, tokens().getAccessToken());

        assertThat(answer.isActive()).isTrue();
        assertThat(answer.getSubject().getValue()).isEqualTo(ada.id().toString());
        assertThat(answer.getClientID().getValue()).isEqualTo(client.id());
        assertThat(answer.getScope().toStringList()).containsExactlyInAnyOrder("openid", "email");
        assertThat(answer.getIssuer().getValue()).isEqualTo(issuer.toString());
        assertThat(answer.getAudience()).containsExactly(new Audience(issuer));
        assertThat(answer.getExpirationTime()).isAfter(answer.getIssueTime());
        assertThat(answer.getJWTID()).isNotNull();
        assertThat(answer.toJSONObject()).containsKey("auth_time").doesNotContainKey("grant_id");
        var stranger = OwnClient.register(application);
        assertThat(introspect(stranger, tokens().getAccessToken()).toJSONObject())
                .hasToString("{\"active\":false}");
    }

    @Test
    void openUserinfoUntilTheyAreRevoked() {
        var tokens = tokens();

        assertThat(party.userInfo(tokens.getBearerAccessToken())
                        .toSuccessResponse()
                        .getUserInfo()
                        .getEmailAddress())
                .isEqualTo(ada.email());

        party.revoke(tokens.getAccessToken());

        assertThat(party.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isFalse();
        var refreshed =
                party.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();
        assertThat(party.userInfo(refreshed.getBearerAccessToken()).indicatesSuccess())
                .as("RFC 7009 §2.1: that token and no other")
                .isTrue();
    }

    @Test
    void endWithTheirGrant() {
        var tokens = tokens();

        party.revoke(tokens.getRefreshToken());

        assertThat(party.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isFalse();
    }

    @Test
    @DisplayName("RFC 9449 §7: bound to a key, they are good for its owner alone")
    void areBoundToAKey() throws Exception {
        var key = DpopKey.es256();
        var tokenEndpoint = issuer.resolve("/oauth2/token");
        var answer = party.redeem(
                party.code(ada.signInTo(party, new Browser(issuer))), key.proof("POST", tokenEndpoint, null));
        var token = (String) answer.getBodyAsJSONObject().get("access_token");
        assertThat(answer.getBodyAsJSONObject()).containsEntry("token_type", "DPoP");
        assertThat(token).startsWith("at_");
        assertThat(introspect(client, new BearerAccessToken(token)).toJSONObject())
                .containsEntry("cnf", Map.of("jkt", key.thumbprint()));

        assertThat(userInfo(token, key).getStatusCode()).isEqualTo(200);
        assertThat(userInfo(token, DpopKey.es256()).getStatusCode()).isEqualTo(401);
        assertThat(party.userInfo(new BearerAccessToken(token)).indicatesSuccess())
                .isFalse();
    }

    @Test
    void areGivenToTheClientForItselfToo() throws Exception {
        var token = RelyingParty.registered(issuer, client.id(), client.basic(), "")
                .token(new ClientCredentialsGrant())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken();

        assertThat(token.getValue()).startsWith("at_");
        assertThat(introspect(client, token).getSubject().getValue()).isEqualTo(client.id());
    }

    @Test
    @DisplayName("RFC 8693: a resource server exchanges one for a token in its own format")
    void areExchanged() throws Exception {
        var api = OwnClient.register(
                application,
                "grant_types: [\"urn:ietf:params:oauth:grant-type:token-exchange\"]",
                "redirect_uris: []",
                "protected_resources: [\"" + issuer + "\"]",
                "token_exchange_audiences: [\"" + STOCK + "\"]");
        var grant = new TokenExchangeGrant(
                new TypelessAccessToken(tokens().getAccessToken().getValue()),
                TokenTypeURI.ACCESS_TOKEN,
                null,
                null,
                TokenTypeURI.ACCESS_TOKEN,
                List.of(new Audience(STOCK)));

        var answer = new TokenRequest.Builder(issuer.resolve("/oauth2/token"), api.basic(), grant)
                .build()
                .toHTTPRequest()
                .send();

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat((String) answer.getBodyAsJSONObject().get("access_token")).contains(".");
    }

    @Test
    void areWorthNothingWhenAnythingOfThemIsChanged() {
        var token = tokens().getAccessToken().getValue();
        for (var position : new int[] {3, 20, token.length() / 2, token.length() - 2}) {
            var other = token.charAt(position) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, position) + other + token.substring(position + 1);
            assertThat(party.userInfo(new BearerAccessToken(changed)).indicatesSuccess())
                    .as("character " + position)
                    .isFalse();
        }
        for (var nonsense : List.of("at_", "at_A", "at_" + "A".repeat(20_000), token + "A", "at_%")) {
            assertThat(party.userInfo(new BearerAccessToken(nonsense))
                            .toErrorResponse()
                            .getErrorObject()
                            .getHTTPStatusCode())
                    .isIn(400, 401);
        }
    }

    @Test
    @DisplayName("a stolen database holds nothing of them")
    void areNotStored() {
        var token = tokens().getAccessToken().getValue();

        var rows = jdbc.sql("""
                        SELECT query_to_xml(format('SELECT * FROM %I.%I', table_schema, table_name), true, false, '')::text
                          FROM information_schema.tables
                         WHERE table_schema = 'public'
                           AND table_type = 'BASE TABLE'
                           AND table_name IN ('authorization_grant', 'authorization_code', 'revoked_access_token')
                        """).query(String.class).list();

        assertThat(rows).hasSize(3).noneMatch(it -> it.contains(token.substring(3, 40)));
    }

    private Tokens tokens() {
        return party.tokens(ada.signInTo(party, new Browser(issuer))).getTokens();
    }

    private TokenIntrospectionSuccessResponse introspect(OwnClient caller, AccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(issuer.resolve("/oauth2/introspect"), caller.basic(), token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private HTTPResponse userInfo(String token, DpopKey key) throws Exception {
        var endpoint = issuer.resolve("/userinfo");
        var request = new HTTPRequest(HTTPRequest.Method.GET, endpoint.toURL());
        request.setAuthorization("DPoP " + token);
        request.setHeader("DPoP", key.proof("GET", endpoint, token));
        return request.send();
    }
}
