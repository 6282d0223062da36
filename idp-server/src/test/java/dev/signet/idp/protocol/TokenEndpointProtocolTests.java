package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
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
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("The token and userinfo endpoints, as raw HTTP")
class TokenEndpointProtocolTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser http;

    @BeforeEach
    void caller() {
        issuer = idp.issuer();
        http = new Browser(issuer);
    }

    @Nested
    @DisplayName("RFC 6749 §4.4: client credentials")
    class ClientCredentials {

        @Test
        void giveAnAccessTokenOfRfc9068() throws ParseException {
            var page = token("worker", "grant_type=client_credentials&scope=orders%3Aread");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.header("Content-Type")).startsWith("application/json");
            var body = JSON.readTree(page.body());
            assertThat(body.get("token_type").asString()).isEqualTo("Bearer");
            assertThat(body.get("expires_in").asInt()).isEqualTo(300);
            assertThat(body.has("refresh_token")).isFalse();
            var jwt = SignedJWT.parse(body.get("access_token").asString());
            assertThat(jwt.getHeader().getType()).hasToString("at+jwt");
            assertThat(jwt.getHeader().getAlgorithm()).hasToString("ES256");
            var claims = jwt.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(issuer.toString());
            assertThat(claims.getSubject()).isEqualTo("worker");
            assertThat(claims.getStringClaim("client_id")).isEqualTo("worker");
            assertThat(claims.getStringClaim("scope")).isEqualTo("orders:read");
            assertThat(claims.getJWTID()).isNotBlank();
        }

        @Test
        void withoutScopeGiveATokenWithoutScope() {
            assertThat(JSON.readTree(token("worker", "grant_type=client_credentials")
                                    .body())
                            .has("scope"))
                    .isFalse();
        }

        @Test
        void areNoIdentityOfAPerson() {
            assertThat(error(token("shop", "grant_type=client_credentials&scope=openid")))
                    .isEqualTo("invalid_scope");
            var token = accessToken(token("worker", "grant_type=client_credentials"));
            assertThat(userInfo("Bearer " + token).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @DisplayName("RFC 6749 §5.2: errors")
    @CsvSource({
        "grant_type=client_credentials&scope=openid,invalid_scope",
        "grant_type=client_credentials&scope=unheard-of,invalid_scope",
        "grant_type=authorization_code&code=x&redirect_uri=x,unauthorized_client",
        "grant_type=refresh_token&refresh_token=x,unauthorized_client",
        "grant_type=password&username=a&password=b,unsupported_grant_type",
        "grant_type=,unsupported_grant_type",
        "scope=orders%3Aread,invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials,invalid_request",
        "grant_type=client_credentials&scope=a&scope=b,invalid_request"
    })
    void errorsHaveTheirCode(String form, String error) {
        var page = token("worker", form);

        assertThat(page.status()).isEqualTo(400);
        assertThat(error(page)).isEqualTo(error);
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    @DisplayName("RFC 6749 §5.2: a client that fails to authenticate")
    void aClientThatFailsToAuthenticate() {
        var wrongSecret = post("/oauth2/token", "grant_type=client_credentials")
                .header("Authorization", basic("worker", "wrong"));
        var unknown = post("/oauth2/token", "grant_type=client_credentials")
                .header("Authorization", basic("nobody", "wrong"));

        for (var request : new HttpRequest.Builder[] {wrongSecret, unknown}) {
            var page = http.send(request);
            assertThat(page.status()).isEqualTo(401);
            assertThat(error(page)).isEqualTo("invalid_client");
            assertThat(page.header("WWW-Authenticate")).startsWith("Basic");
        }
        assertThat(error(http.send(post("/oauth2/token", "grant_type=client_credentials"))))
                .isEqualTo("invalid_client");
    }

    @Test
    void theTokenEndpointTakesPostOnly() {
        assertThat(http.open("/oauth2/token").status()).isEqualTo(405);
    }

    @Nested
    @DisplayName("OpenID Connect Core §5.3: userinfo")
    class UserInfo {

        String token;
        Persona ada;

        @BeforeEach
        void signedIn() {
            ada = Persona.ada(application);
            var shop = RelyingParty.shop(issuer, "openid email phone address profile");
            token = shop.tokens(ada.signInTo(shop, http))
                    .getTokens()
                    .getAccessToken()
                    .getValue();
        }

        @Test
        void answersGetAndPostAndATokenInTheForm() {
            var get = userInfo("Bearer " + token);
            var post = http.send(post("/userinfo", "").header("Authorization", "Bearer " + token));
            var form = http.send(post("/userinfo", "access_token=" + token));

            assertThat(get.status()).isEqualTo(200);
            assertThat(post.body()).isEqualTo(get.body());
            assertThat(form.body()).isEqualTo(get.body());
        }

        @Test
        void tellsWhatWasGrantedInTheTypesOfTheSpecification() {
            var claims = JSON.readTree(userInfo("Bearer " + token).body());

            assertThat(claims.propertyNames())
                    .containsExactlyInAnyOrder(
                            "sub",
                            "name",
                            "given_name",
                            "family_name",
                            "locale",
                            "updated_at",
                            "email",
                            "email_verified",
                            "phone_number",
                            "phone_number_verified",
                            "address");
            assertThat(claims.get("email_verified").isBoolean()).isTrue();
            assertThat(claims.get("updated_at").isNumber()).isTrue();
            assertThat(claims.get("address").get("locality").asString()).isEqualTo("London");
            assertThat(claims.get("email").asString()).isEqualTo(ada.email());
        }

        @Test
        @DisplayName("RFC 6750 §2.3: a token in the address is refused")
        void refusesATokenInTheAddress() {
            assertThat(http.open("/userinfo?access_token=" + token).status()).isIn(400, 401);
        }

        @Test
        @DisplayName("RFC 6750 §3: a refusal says how to ask")
        void aRefusalSaysHowToAsk() {
            assertThat(http.open("/userinfo").header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(userInfo("Bearer nonsense").header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }

        @Test
        void aTokenThatWasChangedIsRefused() {
            var parts = token.split("\\.");
            var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            var changed = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(payload.replace("openid", "openiD").getBytes(StandardCharsets.UTF_8));

            assertThat(userInfo("Bearer " + parts[0] + "." + changed + "." + parts[2])
                            .status())
                    .isEqualTo(401);
            assertThat(userInfo("Bearer eyJhbGciOiJub25lIn0." + parts[1] + ".").status())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("Discovery 1.0 §4, RFC 8414 §3: the metadata is public, cacheable and the same at both addresses")
    void metadata() {
        var openid = http.open("/.well-known/openid-configuration");
        var oauth = http.open("/.well-known/oauth-authorization-server");

        assertThat(openid.status()).isEqualTo(200);
        assertThat(openid.body()).isEqualTo(oauth.body());
        assertThat(openid.header("Cache-Control")).contains("max-age").doesNotContain("no-store");
        var unchanged = http.send(HttpRequest.newBuilder(issuer.resolve("/.well-known/openid-configuration"))
                .header("If-None-Match", openid.header("ETag")));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(JSON.readTree(openid.body()).get("issuer").asString()).isEqualTo(issuer.toString());
    }

    @Test
    @DisplayName(
            "RFC 9728 §3 and §5.1: a refusal says where the protected resource describes itself, and whose tokens it takes")
    void protectedResourceMetadata() {
        var challenges = http.open("/userinfo").headers().get("www-authenticate");
        var address = issuer.resolve("/.well-known/oauth-protected-resource");

        assertThat(challenges)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).contains("resource_metadata=\"" + address + "\""));
        var metadata = JSON.readTree(http.open(address).body());
        assertThat(metadata.get("resource").asString()).isEqualTo(issuer.toString());
        assertThat(metadata.get("authorization_servers").get(0).asString()).isEqualTo(issuer.toString());
        assertThat(metadata.get("bearer_methods_supported")).hasSize(2);
    }

    @Test
    void everyEndpointThatTheMetadataNamesIsThere() {
        var metadata =
                JSON.readTree(http.open("/.well-known/openid-configuration").body());
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            if (entry.getKey().endsWith("_endpoint") || entry.getKey().equals("jwks_uri")) {
                assertThat(http.open(URI.create(entry.getValue().asString())).status())
                        .as(entry.getKey())
                        .isNotIn(404, 500);
            }
        }
    }

    private Page token(String client, String form) {
        return http.send(post("/oauth2/token", form)
                .header("Authorization", basic(client, client + "-secret-for-tests-0123456789")));
    }

    private HttpRequest.Builder post(String path, String form) {
        return HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private Page userInfo(String authorization) {
        return http.send(HttpRequest.newBuilder(issuer.resolve("/userinfo")).header("Authorization", authorization));
    }

    private static String basic(String client, String secret) {
        var pair = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(Page page) {
        return JSON.readTree(page.body()).get("error").asString();
    }

    private static String accessToken(Page page) {
        return JSON.readTree(page.body()).get("access_token").asString();
    }
}
