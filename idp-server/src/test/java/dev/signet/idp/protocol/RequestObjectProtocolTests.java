package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestRegistration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("RFC 9101: request objects")
class RequestObjectProtocolTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final RSAKey RSA = rsa();
    private static final ECKey EC = ec();
    private static final OctetKeyPair ED = ed();

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Browser browser;
    Persona ada;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
    }

    @Nested
    @DisplayName("§5.1: by value")
    class ByValue {

        String clientId;
        RelyingParty client;

        @BeforeEach
        void register() {
            clientId = clientWith(Map.of());
            client = RelyingParty.publicClient(issuer, clientId);
        }

        @ParameterizedTest
        @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
        @DisplayName("§6.2: signed by a key of the client")
        void signedByAKeyOfTheClient(String algorithm) {
            var request = client.authorizationRequest(signed(client.requestObject(it -> it), algorithm));

            assertThat(client.code(ada.signIn(browser, browser.open(request)).address()))
                    .isNotNull();
        }

        @Test
        @DisplayName("§6.3: what stands outside does not count")
        void whatStandsOutsideDoesNotCount() {
            var request = client.authorizationRequest(signed(client.requestObject(it -> it), "ES256"))
                    + "&state=other&nonce=other&scope=unheard-of&prompt=none&response_type=token"
                    + "&redirect_uri=https%3A%2F%2Fevil.example&code_challenge=other";

            var page = ada.signIn(browser, browser.open(URI.create(request)));

            assertThat(client.code(page.address())).isNotNull();
        }

        @Test
        @DisplayName("§6.3: nor does it fill a gap")
        void whatStandsOutsideFillsNoGap() {
            var claims = changed(it -> it.remove("redirect_uri"));
            var request = client.authorizationRequest(signed(claims, "ES256")) + "&redirect_uri="
                    + URLEncoder.encode(client.redirectUri().toString(), StandardCharsets.UTF_8);

            var page = browser.open(URI.create(request));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.isOutside(issuer)).isFalse();
        }

        @Test
        void everyCheckRunsOnWhatIsInside() {
            var claims = client.requestObject(it -> it.prompt(new Prompt("none"))
                    .responseMode(ResponseMode.FRAGMENT)
                    .maxAge(10));

            var page = browser.open(client.authorizationRequest(signed(claims, "ES256")));

            assertThat(page.address().getFragment()).contains("error=login_required");
        }

        @Test
        @DisplayName("§4: numbers and objects of JSON are taken as they are")
        void takesNumbersAndObjects() {
            var reader = RelyingParty.publicClient(issuer, clientWith(Map.of("scope", "openid email")));
            var claims = new JWTClaimsSet.Builder(reader.requestObject(it -> it))
                    .claim("max_age", 0)
                    .claim("claims", Map.of("id_token", Map.of("email", Map.of("essential", true))))
                    .build();
            reader.code(ada.signInTo(reader, browser));

            var signIn = browser.open(reader.authorizationRequest(signed(claims, "ES256")));
            assertThat(signIn.address().getPath()).isEqualTo("/login");
            var tokens = reader.tokens(ada.signIn(browser, signIn).address());
            assertThat(reader.idToken(tokens).getStringClaim("email")).isEqualTo(ada.email());
        }

        @Test
        void refusesAValueOfAnotherType() {
            for (var value : List.of(List.of("openid"), List.of(Map.of()))) {
                assertRefused(changed(it -> it.put("scope", value)), "invalid_request_object");
            }
        }

        @Test
        void refusesAnObjectThatIsNestedWithoutEnd() {
            var nested = new HashMap<String, Object>();
            for (var i = 0; i < 800; i++) {
                nested = new HashMap<>(Map.of("a", nested));
            }
            var deep = nested;

            assertRefused(changed(it -> it.put("claims", deep)), "invalid_request_object");
        }

        @Test
        void refusesTextThatNoFormCouldCarry() {
            assertRefused(changed(it -> it.put("nonce", "a\0b")), "invalid_request_object");
        }

        @Test
        void refusesAnotherClientsId() {
            assertRefused(changed(it -> it.put("client_id", "forum")), "invalid_request_object");
            assertRefused(changed(it -> it.remove("client_id")), "invalid_request_object");
        }

        @Test
        @DisplayName("§4: iss, aud, exp and nbf are kept to")
        void keepsToIssuerAudienceAndTimes() {
            var now = Instant.now();
            assertTaken(changed(it -> {
                it.put("iss", clientId);
                it.put("aud", List.of("https://elsewhere.example", issuer.toString()));
                it.put("exp", Date.from(now.plusSeconds(60)));
                it.put("nbf", Date.from(now.plusSeconds(8)));
            }));
            assertRefused(changed(it -> it.put("iss", "somebody")), "invalid_request_object");
            assertRefused(changed(it -> it.put("aud", "https://elsewhere.example")), "invalid_request_object");
            assertRefused(changed(it -> it.put("exp", Date.from(now.minusSeconds(60)))), "invalid_request_object");
            assertRefused(changed(it -> it.put("nbf", Date.from(now.plusSeconds(90)))), "invalid_request_object");
        }

        @Test
        @DisplayName("§4: no request inside of a request")
        void refusesARequestInside() {
            assertRefused(changed(it -> it.put("request_uri", "urn:x")), "invalid_request_object");
            assertRefused(changed(it -> it.put("request", "x")), "invalid_request_object");
        }

        @Test
        @DisplayName("§10.8: a client assertion or another JWT is no request object")
        void refusesAJwtForSomethingElse() {
            assertRefused(changed(it -> it.put("sub", clientId)), "invalid_request_object");
            var typed =
                    signed(client.requestObject(it -> it), "ES256", new JOSEObjectType("client-authentication+jwt"));
            assertThat(error(browser.open(outside(typed)))).isEqualTo("invalid_request_object");
            var right = signed(client.requestObject(it -> it), "ES256", new JOSEObjectType("oauth-authz-req+jwt"));
            assertThat(browser.open(outside(right)).address().getPath()).isEqualTo("/login");
        }

        @Test
        void refusesASignatureOfSomebodyElse() throws JOSEException {
            var claims = client.requestObject(it -> it);
            var other = new ECKeyGenerator(Curve.P_256).keyID(EC.getKeyID()).generate();
            var forged = sign(claims, JWSAlgorithm.ES256, other.getKeyID(), new ECDSASigner(other));
            var mac = sign(claims, JWSAlgorithm.HS256, null, new MACSigner("0123456789".repeat(4)));

            assertThat(error(browser.open(outside(forged)))).isEqualTo("invalid_request_object");
            assertThat(error(browser.open(outside(mac)))).isEqualTo("invalid_request_object");
        }

        @Test
        void tellsAnErrorOnAPageOfOursIfNothingOutsideSaysWhere() {
            var page = browser.open(
                    client.authorizationRequest(signed(changed(it -> it.put("iss", "somebody")), "ES256")));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html().expectFirst("main").text()).contains("invalid_request_object");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "..",
                    "a.b.c",
                    "eyJhbGciOiJFUzI1NiJ9..",
                    "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                    "eyJhbGciOiJ4In0.e30.AAAA",
                    "e30.e30.",
                    "W10.W10.W10",
                    "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.A.A.A.A"
                })
        void refusesNonsense(String request) {
            var page = browser.open("/oauth2/authorize?client_id=" + clientId + "&request=" + request);

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html().expectFirst("main").text()).contains("invalid_request_object");
        }

        @Test
        void refusesWhatIsTooLong() {
            var page = browser.post(
                    "/oauth2/authorize", Map.of("client_id", clientId, "request", "a.b." + "c".repeat(20_000)));

            assertThat(page.status()).isEqualTo(400);
            assertRefused(client.requestObject(it -> it.nonce(new Nonce("n".repeat(2001)))), "invalid_request");
        }

        @Test
        void refusesAnUnsignedOne() {
            var unsigned = new PlainJWT(client.requestObject(it -> it));

            assertThat(error(browser.open(outside(unsigned)))).isEqualTo("request_not_supported");
        }

        private JWTClaimsSet changed(Consumer<Map<String, Object>> change) {
            var claims = new HashMap<>(client.requestObject(it -> it).getClaims());
            change.accept(claims);
            var builder = new JWTClaimsSet.Builder();
            claims.forEach(builder::claim);
            return builder.build();
        }

        private void assertTaken(JWTClaimsSet claims) {
            assertThat(browser.open(outside(signed(claims, "ES256"))).address().getPath())
                    .isEqualTo("/login");
        }

        private void assertRefused(JWTClaimsSet claims, String error) {
            assertThat(error(browser.open(outside(signed(claims, "ES256"))))).isEqualTo(error);
        }

        /** With a redirect URI outside too, so that an error has somewhere to go. */
        private URI outside(JWT requestObject) {
            return issuer.resolve("/oauth2/authorize?client_id=" + clientId + "&request=" + requestObject.serialize()
                    + "&state=" + client.state() + "&redirect_uri="
                    + URLEncoder.encode(client.redirectUri().toString(), StandardCharsets.UTF_8));
        }

        private String error(Browser.Page page) {
            return client.receive(page.address())
                    .toErrorResponse()
                    .getErrorObject()
                    .getCode();
        }
    }

    @Nested
    @DisplayName("RFC 9101 §9.2: request_object_signing_alg")
    class Registered {

        @Test
        void isTheOnlyAlgorithm() {
            var client = RelyingParty.publicClient(issuer, clientWith(Map.of("request_object_signing_alg", "PS256")));
            var claims = client.requestObject(it -> it);

            assertThat(browser.open(client.authorizationRequest(signed(claims, "PS256")))
                            .address()
                            .getPath())
                    .isEqualTo("/login");
            assertThat(browser.open(client.authorizationRequest(signed(claims, "RS256")))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        @DisplayName("OpenID Connect Core §6.1: none lets a client leave it unsigned")
        void noneLetsAClientLeaveItUnsigned() {
            var client = RelyingParty.publicClient(issuer, clientWith(Map.of("request_object_signing_alg", "none")));
            var request = client.authorizationRequest(new PlainJWT(client.requestObject(it -> it)));

            assertThat(client.code(ada.signIn(browser, browser.open(request)).address()))
                    .isNotNull();
            assertThat(browser.open(client.authorizationRequest(signed(client.requestObject(it -> it), "ES256")))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void withoutKeysThereAreNoRequestObjects() {
            var forum = RelyingParty.forum(issuer);
            var request = forum.authorizationRequest(signed(forum.requestObject(it -> it), "ES256"));

            assertThat(browser.open(request).html().expectFirst("main").text()).contains("request_not_supported");
        }
    }

    @Nested
    @DisplayName("§5.2: by reference")
    class ByReference {

        final AtomicInteger fetches = new AtomicInteger();
        volatile String object = "";
        HttpServer server;
        RelyingParty client;
        String address;

        @BeforeEach
        void serve() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/request.jwt", exchange -> {
                fetches.incrementAndGet();
                var body = object.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/oauth-authz-req+jwt");
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            address = "http://127.0.0.1:" + server.getAddress().getPort() + "/request.jwt";
            client = RelyingParty.publicClient(issuer, clientWith(Map.of("request_uris", List.of(address))));
        }

        @AfterEach
        void stop() {
            server.stop(0);
        }

        @Test
        void isFetchedOnceForOneSignIn() {
            object = signed(client.requestObject(it -> it), "ES256").serialize() + "\n";

            var page = ada.signIn(browser, browser.open(client.authorizationRequest(URI.create(address))));

            assertThat(client.code(page.address())).isNotNull();
            assertThat(fetches).hasValue(1);
        }

        @Test
        @DisplayName("§10.4.1: only from an address that the client registered")
        void isNotFetchedFromAnywhereElse() {
            object = signed(client.requestObject(it -> it), "ES256").serialize();

            for (var other : List.of(address + "?x", address + "/", address + "#x", "https://evil.example/", "x")) {
                var page = browser.open(client.authorizationRequest(URI.create(other)));
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.html().expectFirst("main").text()).contains("invalid_request_uri");
            }
            assertThat(fetches).hasValue(0);
        }

        @Test
        void isNotThere() {
            var page = browser.open(client.authorizationRequest(URI.create(address)));

            assertThat(page.html().expectFirst("main").text()).contains("invalid_request_uri");
        }

        @Test
        void isNonsense() {
            object = "<html>";

            var page = browser.open(client.authorizationRequest(URI.create(address)));

            assertThat(page.html().expectFirst("main").text()).contains("invalid_request_object");
        }
    }

    @Nested
    @DisplayName("RFC 9126 §3: pushed")
    class AndPushed {

        @Test
        void isTakenAndCheckedThere() {
            var clientId = clientWith(Map.of("require_pushed_authorization_requests", true));
            var client = RelyingParty.publicClient(issuer, clientId);

            var page = push(clientId, signed(client.requestObject(it -> it), "EdDSA"));
            assertThat(page.status()).isEqualTo(201);
            var requestUri =
                    URI.create(JSON.readTree(page.body()).get("request_uri").asString());

            var back = ada.signIn(browser, browser.open(client.authorizationRequest(requestUri)));
            assertThat(client.code(back.address())).isNotNull();
        }

        @Test
        void isRefusedThere() {
            var clientId = clientWith(Map.of());
            var client = RelyingParty.publicClient(issuer, clientId);
            var wrong = signed(client.requestObject(it -> it.prompt(new Prompt("none", "login"))), "ES256");
            var unsigned = new PlainJWT(client.requestObject(it -> it));

            assertThat(push(clientId, unsigned).body()).contains("request_not_supported");
            assertThat(push("forum", signed(client.requestObject(it -> it), "ES256"))
                            .status())
                    .isEqualTo(400);
            assertThat(push(clientId, wrong).body()).contains("invalid_request");
        }

        private Browser.Page push(String clientId, JWT requestObject) {
            var form = "client_id=" + clientId + "&request=" + requestObject.serialize();
            return browser.send(HttpRequest.newBuilder(issuer.resolve("/oauth2/par"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }
    }

    @Test
    @DisplayName("§9.1: the metadata says so")
    void theMetadataSaysSo() {
        var metadata = RelyingParty.forum(issuer).provider();

        assertThat(metadata.supportsRequestParam()).isTrue();
        assertThat(metadata.supportsRequestURIParam()).isTrue();
        assertThat(metadata.requiresRequestURIRegistration()).isTrue();
        assertThat(metadata.getRequestObjectJWSAlgs())
                .extracting(Object::toString)
                .containsExactly("none", "RS256", "PS256", "ES256", "EdDSA");
    }

    private String clientWith(Map<String, Object> changes) {
        var metadata = new HashMap<String, Object>();
        metadata.put("jwks", new JWKSet(List.of(RSA, EC, ED)).toPublicJWKSet().toJSONObject());
        metadata.putAll(changes);
        return TestRegistration.publicClient(jdbc, metadata);
    }

    private static SignedJWT signed(JWTClaimsSet claims, String algorithm) {
        return signed(claims, algorithm, null);
    }

    private static SignedJWT signed(JWTClaimsSet claims, String algorithm, JOSEObjectType type) {
        try {
            var jws = JWSAlgorithm.parse(algorithm);
            return switch (algorithm) {
                case "ES256" -> sign(claims, jws, EC.getKeyID(), new ECDSASigner(EC), type);
                case "EdDSA" -> sign(claims, jws, ED.getKeyID(), new Ed25519Signer(ED), type);
                default -> sign(claims, jws, RSA.getKeyID(), new RSASSASigner(RSA), type);
            };
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static SignedJWT sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JWSSigner signer)
            throws JOSEException {
        return sign(claims, algorithm, kid, signer, null);
    }

    private static SignedJWT sign(
            JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JWSSigner signer, JOSEObjectType type)
            throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(kid).type(type).build(), claims);
        jwt.sign(signer);
        return jwt;
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static OctetKeyPair ed() {
        try {
            return new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
