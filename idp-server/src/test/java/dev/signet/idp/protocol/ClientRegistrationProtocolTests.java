package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SectorServer;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@TestPropertySource(properties = "idp.client-registration.mode=open")
@DisplayName("RFC 7591, RFC 7592 and OpenID Connect Registration: open to everybody")
class ClientRegistrationProtocolTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MINIMAL = "{\"redirect_uris\": [\"https://rp.example.com/callback\"]}";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI endpoint;

    @BeforeEach
    void discover() throws Exception {
        endpoint = URI.create(
                JSON.readTree(send(HttpRequest.newBuilder(idp.issuer().resolve("/.well-known/openid-configuration")))
                                .body())
                        .path("registration_endpoint")
                        .asString());
    }

    @Test
    void aClientRegistersSignsSomebodyInIsChangedAndGoes() throws Exception {
        var client = registered(metadata());
        assertThat(client.getSecret().getValue()).hasSizeGreaterThanOrEqualTo(43);
        var ada = Persona.ada(application);
        var browser = new Browser(idp.issuer());
        var relyingParty = RelyingParty.registered(
                idp.issuer(), client.getID().getValue(), basic(client), "openid email offline_access");

        var consent = ada.signIn(browser, browser.open(relyingParty.authorizationRequest()));
        assertThat(consent.html().text()).contains("Northwind Reader");
        var callback = browser.submit(consent, Map.of("decision", "approve")).address();
        var tokens = relyingParty.tokens(callback).getOIDCTokens();
        assertThat(relyingParty
                        .userInfo(tokens.getBearerAccessToken())
                        .toSuccessResponse()
                        .getUserInfo()
                        .getEmailAddress())
                .isEqualTo(ada.email());

        var renamed = metadata();
        renamed.setName("Northwind Library");
        var updated = information(new OIDCClientUpdateRequest(
                        client.getRegistrationURI(),
                        client.getID(),
                        client.getRegistrationAccessToken(),
                        renamed,
                        client.getSecret())
                .toHTTPRequest());
        assertThat(updated.getOIDCMetadata().getName()).isEqualTo("Northwind Library");
        assertThat(read(client).getOIDCMetadata().getName()).isEqualTo("Northwind Library");
        var refreshed = relyingParty.refresh(tokens.getRefreshToken());
        assertThat(refreshed.indicatesSuccess()).as("the secret is as it was").isTrue();

        assertThat(delete(client).getStatusCode()).isEqualTo(204);

        assertThat(relyingParty
                        .userInfo(refreshed.toSuccessResponse().getTokens().getBearerAccessToken())
                        .toErrorResponse()
                        .getErrorObject()
                        .getHTTPStatusCode())
                .isEqualTo(401);
        assertThat(relyingParty
                        .refresh(refreshed.toSuccessResponse().getTokens().getRefreshToken())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_client");
        assertThat(new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                        .toHTTPRequest()
                        .send()
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(jdbc.sql("""
                        SELECT action || ' by ' || (details ->> 'by')
                          FROM audit_event
                         WHERE client_id = :client
                           AND action LIKE 'client.%'
                         ORDER BY ordinal
                        """)
                        .param("client", client.getID().getValue())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "client.registered by client registration",
                        "client.changed by client registration",
                        "client.deleted by client registration");
    }

    @Test
    @DisplayName("RFC 7592: whoever comes without the right token leaves a line in the audit trail")
    void notesWhoIsRefusedAtARegistration() throws Exception {
        var client = registered(metadata());

        new ClientReadRequest(client.getRegistrationURI(), new BearerAccessToken("invented"))
                .toHTTPRequest()
                .send();

        assertThat(jdbc.sql("""
                        SELECT outcome || ' ' || (details ->> 'error')
                          FROM audit_event
                         WHERE client_id = :client
                           AND action = 'client-registration.refused'
                        """)
                        .param("client", client.getID().getValue())
                        .query(String.class)
                        .list())
                .containsExactly("refused invalid_token");
    }

    @Nested
    @DisplayName("RFC 7591 §3.2.1: the answer")
    class TheAnswer {

        @Test
        void hasTheDefaultsOfTheSpecification() throws Exception {
            var answer = post(MINIMAL);

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
            var json = JSON.readTree(answer.body());
            assertThat(json.path("token_endpoint_auth_method").asString()).isEqualTo("client_secret_basic");
            assertThat(texts(json.path("grant_types"))).containsExactly("authorization_code");
            assertThat(texts(json.path("response_types"))).containsExactly("code");
            assertThat(json.path("scope").asString()).isEqualTo("openid profile email address phone");
            assertThat(json.path("client_secret_expires_at").asInt(-1)).isZero();
            assertThat(json.path("client_id_issued_at").asLong(0)).isPositive();
            assertThat(json.path("registration_client_uri").asString())
                    .isEqualTo(endpoint + "/" + json.path("client_id").asString());
        }

        @Test
        void hasWhatWasRegisteredAndSoHasTheOneToAReader() throws Exception {
            var metadata = metadata();
            metadata.setInitiateLoginURI(URI.create("https://rp.example.com/start"));
            metadata.setApplicationType(ApplicationType.WEB);
            metadata.setPostLogoutRedirectionURIs(Set.of(URI.create("https://rp.example.com/bye?a=b")));
            metadata.setRequestObjectURIs(Set.of(URI.create("https://rp.example.com/request#hash")));

            var client = registered(metadata);

            for (var one : List.of(client, read(client))) {
                var stored = one.getOIDCMetadata();
                assertThat(stored.getInitiateLoginURI()).isEqualTo(metadata.getInitiateLoginURI());
                assertThat(stored.getApplicationType()).isEqualTo(ApplicationType.WEB);
                assertThat(stored.getPostLogoutRedirectionURIs()).isEqualTo(metadata.getPostLogoutRedirectionURIs());
                assertThat(stored.getRequestObjectURIs()).isEqualTo(metadata.getRequestObjectURIs());
                assertThat(stored.getLogoURI()).isEqualTo(metadata.getLogoURI());
                assertThat(one.getRegistrationAccessToken()).isEqualTo(client.getRegistrationAccessToken());
                assertThat(one.getRegistrationURI()).isEqualTo(client.getRegistrationURI());
            }
            assertThat(read(client).getSecret())
                    .as("of the secret there is a hash only")
                    .isNull();
        }

        @Test
        void hasNoSecretForClientsThatUseNone() throws Exception {
            var metadata = metadata();
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
            assertThat(registered(metadata).getSecret()).isNull();

            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            metadata.setJWKSet(
                    new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("1").generate()).toPublicJWKSet());
            var client = registered(metadata);
            assertThat(client.getSecret()).isNull();
            assertThat(client.getOIDCMetadata().getJWKSet().getKeys()).hasSize(1);
        }

        @Test
        @DisplayName("§2: passes over what it does not know, and our own rules, which are not for strangers to set")
        void passesOverTheRest() throws Exception {
            var answer = post("""
                    {"redirect_uris": ["https://rp.example.com/callback"], "client_name": "Reader",
                     "client_name#de": "Leser", "favourite_colour": "green", "policy_uri": null,
                     "require_consent": false, "protected_resources": ["https://api.example.com"],
                     "access_token_lifetime": "1d", "enabled": false, "client_id": "admin"}
                    """);

            assertThat(answer.statusCode()).isEqualTo(201);
            var json = JSON.readTree(answer.body());
            assertThat(json.path("client_name").asString()).isEqualTo("Reader");
            assertThat(json.path("client_id").asString()).isNotEqualTo("admin");
            assertThat(json.propertyNames())
                    .doesNotContain("client_name#de", "favourite_colour", "policy_uri", "protected_resources");
            assertThat(stored(json.path("client_id").asString())
                            .path("require_consent")
                            .asBoolean(false))
                    .isTrue();
            assertThat(stored(json.path("client_id").asString())
                            .path("protected_resources")
                            .size())
                    .isZero();
        }
    }

    @Nested
    @DisplayName("RFC 7591 §3.2.2: what is refused")
    class Refused {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{}                                                        | invalid_redirect_uri    | redirect_uris: needed",
                    "{`redirect_uris`: []}                                     | invalid_redirect_uri    | redirect_uris: needed",
                    "{`redirect_uris`: [`https://a.example/#f`]}               | invalid_redirect_uri    | number 1: fragment",
                    "{`redirect_uris`: [`https://a.example`, `http://b.example`]} | invalid_redirect_uri | number 2: must be https",
                    "{`redirect_uris`: [`javascript:alert(1)`]}                | invalid_redirect_uri    | scheme",
                    "{`redirect_uris`: `https://a.example`}                    | invalid_redirect_uri    | must be a list",
                    "{`redirect_uris`: [`https://a.example`], `grant_types`: [`client_credentials`, `authorization_code`]} | invalid_client_metadata | grant_types: client_credentials is not for",
                    "{`redirect_uris`: [`https://a.example`], `grant_types`: [`implicit`]} | invalid_client_metadata | grant_types",
                    "{`redirect_uris`: [`https://a.example`], `response_types`: [`token`]} | invalid_client_metadata | response_types",
                    "{`redirect_uris`: [`https://a.example`], `scope`: `openid everything`} | invalid_client_metadata | unknown scope everything",
                    "{`redirect_uris`: [`https://a.example`], `initiate_login_uri`: `http://a.example`} | invalid_client_metadata | initiate_login_uri: must be an https URL",
                    "{`redirect_uris`: [`https://a.example`], `frontchannel_logout_uri`: `https://b.example/out`} | invalid_client_metadata | frontchannel_logout_uri: must have the scheme, host and port",
                    "{`redirect_uris`: [`https://a.example`], `id_token_signed_response_alg`: `none`} | invalid_client_metadata | id_token_signed_response_alg",
                    "{`redirect_uris`: [`https://a.example`], `subject_type`: `private`} | invalid_client_metadata | subject_type: not supported",
                    "{`redirect_uris`: [`https://a.example`, `https://b.example`], `subject_type`: `pairwise`} | invalid_client_metadata | subject_type: pairwise needs redirect_uris of one host",
                    "{`redirect_uris`: [`https://a.example`], `token_endpoint_auth_method`: `private_key_jwt`} | invalid_client_metadata | needs jwks",
                    "{`redirect_uris`: [`https://a.example`], `jwks_uri`: `http://a.example`} | invalid_client_metadata | jwks_uri: must be https",
                    "{`redirect_uris`: [`https://a.example`], `jwks`: {`keys`: [{`kty`: `oct`, `k`: `c2VjcmV0`}]}} | invalid_client_metadata | private or symmetric",
                    "{`redirect_uris`: [`https://a.example`], `client_name`: `<b>`} | invalid_client_metadata | client_name",
                    "{`redirect_uris`: [`https://a.example`], `client_name`: [[[[[[[[[[[[[`x`]]]]]]]]]]]]]} | invalid_client_metadata | JSON object",
                    "{`redirect_uris`: [`https://a.example`], `client_name`: `a\\u0000b`} | invalid_client_metadata | U+0000",
                    "[]                                                        | invalid_client_metadata | JSON object",
                    "null                                                      | invalid_client_metadata | JSON object",
                    "redirect_uris=https://a.example                           | invalid_client_metadata | JSON object"
                })
        void isToldWhatAndWhy(String request, String error, String why) throws Exception {
            var answer = post(request.replace('`', '"'));

            assertThat(answer.statusCode()).isEqualTo(400);
            var json = JSON.readTree(answer.body());
            assertThat(json.path("error").asString()).isEqualTo(error);
            assertThat(json.path("error_description").asString()).contains(why).matches("[\\x20-\\x7e]+");
        }

        @Test
        void isWhatIsTooLong() throws Exception {
            assertThat(post("{\"client_name\": \"" + "x".repeat(70_000) + "\"}").statusCode())
                    .isEqualTo(413);
        }

        @Test
        void isWhatIsNotJsonByItsOwnWord() throws Exception {
            for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jwt")) {
                assertThat(send(HttpRequest.newBuilder(endpoint)
                                        .header("Content-Type", type)
                                        .POST(BodyPublishers.ofString(MINIMAL)))
                                .statusCode())
                        .as(type)
                        .isEqualTo(415);
            }
        }

        @Test
        @DisplayName(
                "OpenID Connect Registration §5: a sector document without the redirect URI, and no document at all")
        void isABadSector() throws Exception {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            try {
                server.createContext("/", exchange -> {
                    var body = "[\"https://rp.example.com/callback\"]".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
                server.start();
                var sector = "http://localhost:" + server.getAddress().getPort() + "/sector";

                assertThat(post(sector("https://rp.example.com/callback", sector))
                                .statusCode())
                        .isEqualTo(201);
                assertThat(post(sector("https://other.example.com/callback", sector))
                                .body())
                        .contains("invalid_client_metadata", "must list every one of redirect_uris");
            } finally {
                server.stop(0);
            }
            assertThat(post(sector("https://rp.example.com/callback", "https://10.0.0.1/sector"))
                            .body())
                    .contains("invalid_client_metadata", "sector_identifier_uri");
        }

        @Test
        @DisplayName("OpenID Connect Core §8.1: a pairwise client of two hosts needs a sector document that lists both")
        void isNotAPairwiseClientWithASector() throws Exception {
            try (var sector = new SectorServer("[\"https://a.example/\", \"https://b.example/\"]")) {
                var answer = post("""
                        {"redirect_uris": ["https://a.example/", "https://b.example/"],
                         "subject_type": "pairwise", "sector_identifier_uri": "%s"}
                        """.formatted(sector.at("localhost")));

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                var json = JSON.readTree(answer.body());
                assertThat(json.path("subject_type").asString()).isEqualTo("pairwise");
                assertThat(json.path("sector_identifier_uri").asString()).isEqualTo(sector.at("localhost"));
            }
        }

        private String sector(String redirectUri, String sector) {
            return "{\"redirect_uris\": [\"" + redirectUri + "\"], \"sector_identifier_uri\": \"" + sector + "\"}";
        }
    }

    @Nested
    @DisplayName("RFC 7592 §2: the client's own registration")
    class Own {

        @Test
        void isOpenToItsTokenOnly() throws Exception {
            var client = registered(metadata());
            var other = registered(metadata());
            var uri = client.getRegistrationURI();
            var token = other.getRegistrationAccessToken().getValue();

            for (var method : List.of("GET", "PUT", "DELETE")) {
                var none = send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(MINIMAL)));
                var wrong = own(method, uri, token, MINIMAL);
                var unknown = own(method, endpoint.resolve("/connect/register/unheard-of"), token, MINIMAL);

                assertThat(none.statusCode()).as(method).isEqualTo(401);
                assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(List.of(wrong, unknown)).allSatisfy(it -> {
                    assertThat(it.statusCode()).as(method).isEqualTo(401);
                    assertThat(it.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
                });
            }
            assertThat(read(client).getID()).isEqualTo(client.getID());
        }

        @Test
        void isReplacedAsAWholeAndKeepsItsSecret() throws Exception {
            var client = registered(metadata());
            var id = client.getID().getValue();
            var token = client.getRegistrationAccessToken().getValue();

            var answer = own("PUT", client.getRegistrationURI(), token, """
                    {"client_id": "%s", "redirect_uris": ["https://rp.example.com/other"]}
                    """.formatted(id));

            assertThat(answer.statusCode()).isEqualTo(200);
            var json = JSON.readTree(answer.body());
            assertThat(texts(json.path("redirect_uris"))).containsExactly("https://rp.example.com/other");
            assertThat(json.propertyNames()).doesNotContain("client_name", "logo_uri", "client_secret");
            assertThat(json.path("registration_access_token").asString()).isEqualTo(token);
            assertThat(stored(id).path("require_consent").asBoolean(false)).isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{`redirect_uris`: [`https://a.example`]}                                        | client_id: must be",
                    "{`client_id`: `another`, `redirect_uris`: [`https://a.example`]}                | client_id: must be",
                    "{`client_id`: `ID`, `client_secret`: `mine`, `redirect_uris`: [`https://a.example`]} | client_secret: must be",
                    "{`client_id`: `ID`, `registration_access_token`: `x`, `redirect_uris`: [`https://a.example`]} | not allowed in an update",
                    "{`client_id`: `ID`, `redirect_uris`: [`https://a.example/#f`]}                  | fragment",
                    "{`client_id`: `ID`}                                                             | redirect_uris: needed"
                })
        void isNotReplacedBy(String request, String why) throws Exception {
            var client = registered(metadata());
            var id = client.getID().getValue();

            var answer = own(
                    "PUT",
                    client.getRegistrationURI(),
                    client.getRegistrationAccessToken().getValue(),
                    request.replace('`', '"').replace("ID", id));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("error_description").asString())
                    .contains(why);
            assertThat(read(client).getOIDCMetadata().getName()).isEqualTo("Northwind Reader");
        }

        @Test
        void isClosedWhileAnAdministratorHasTheClientDisabled() throws Exception {
            var client = registered(metadata());
            jdbc.sql("UPDATE client SET enabled = false WHERE client_id = :id")
                    .param("id", client.getID().getValue())
                    .update();

            assertThat(own(
                                    "GET",
                                    client.getRegistrationURI(),
                                    client.getRegistrationAccessToken().getValue(),
                                    "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(delete(client).getStatusCode()).isEqualTo(401);
        }
    }

    private static OIDCClientMetadata metadata() {
        var metadata = new OIDCClientMetadata();
        metadata.setName("Northwind Reader");
        metadata.setRedirectionURI(URI.create("http://127.0.0.1/callback"));
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setScope(Scope.parse("openid email offline_access"));
        metadata.setLogoURI(URI.create("https://rp.example.com/logo.svg"));
        return metadata;
    }

    private OIDCClientInformation registered(OIDCClientMetadata metadata) throws Exception {
        return information(new OIDCClientRegistrationRequest(endpoint, metadata, null).toHTTPRequest());
    }

    private OIDCClientInformation read(OIDCClientInformation client) throws Exception {
        return information(new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                .toHTTPRequest());
    }

    private HTTPResponse delete(OIDCClientInformation client) throws IOException {
        return new ClientDeleteRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                .toHTTPRequest()
                .send();
    }

    private static OIDCClientInformation information(HTTPRequest request) throws Exception {
        var response = OIDCClientRegistrationResponseParser.parse(request.send());
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return ((OIDCClientInformationResponse) response).getOIDCClientInformation();
    }

    private static ClientSecretBasic basic(OIDCClientInformation client) {
        return new ClientSecretBasic(client.getID(), client.getSecret());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> own(String method, URI uri, @Nullable String token, String body)
            throws Exception {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private JsonNode stored(String clientId) {
        return JSON.readTree(jdbc.sql("SELECT metadata FROM client WHERE client_id = :id")
                .param("id", clientId)
                .query(String.class)
                .single());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
