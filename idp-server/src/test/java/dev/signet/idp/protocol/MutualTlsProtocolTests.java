package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.DpopKey;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Behind a proxy that hands certificates on. Each of those in {@code src/test/mtls} is good for a hundred years. */
@SignetTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "idp.mtls.enabled=true",
            "idp.mtls.certificate-header=X-Client-Cert",
            "idp.mtls.ca-file=src/test/mtls/ca.pem",
            "idp.mtls.endpoint-url=https://mtls.id.example.com"
        })
@DisplayName("RFC 8705: mutual TLS")
class MutualTlsProtocolTests {

    private static final String ALIAS = "https://mtls.id.example.com";

    private static final JsonMapper JSON = new JsonMapper();
    private static final X509Certificate PARTNER = certificate("partner");
    private static final X509Certificate STRANGER = certificate("stranger");
    private static final X509Certificate SELF_SIGNED = certificate("self-signed");

    private static final String CLIENT_CREDENTIALS = """
            grant_types: [client_credentials]
            redirect_uris: []
            scope: openid
            """;

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;

    @BeforeEach
    void address() {
        issuer = idp.issuer();
    }

    @Nested
    @DisplayName("§2.1: tls_client_auth")
    class ByAuthority {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tls_client_auth_subject_dn: CN=partner,O=Partner,C=DE",
                    "tls_client_auth_subject_dn: cn=Partner, o=Partner, c=de",
                    "tls_client_auth_san_dns: partner.example.com",
                    "tls_client_auth_san_uri: urn:partner",
                    "tls_client_auth_san_ip: 192.0.2.7",
                    "tls_client_auth_san_email: partner@example.com"
                })
        void letsInWhomTheRegistrationNames(String name) {
            var client = register("tls_client_auth", name);

            assertThat(token(client, PARTNER).has("access_token")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tls_client_auth_subject_dn: CN=partner,O=Somebody,C=DE",
                    "tls_client_auth_subject_dn: nonsense",
                    "tls_client_auth_san_dns: other.example.com",
                    "tls_client_auth_san_uri: urn:other",
                    "tls_client_auth_san_ip: 192.0.2.8",
                    "tls_client_auth_san_email: other@example.com"
                })
        void refusesWhomItDoesNot(String name) {
            var client = register("tls_client_auth", name);

            assertThat(error(token(client, PARTNER))).isEqualTo("invalid_client");
        }

        @Test
        void refusesAnotherCertificateAndNone() {
            var client = register("tls_client_auth", "tls_client_auth_subject_dn: CN=partner,O=Partner,C=DE");

            assertThat(error(token(client, STRANGER))).isEqualTo("invalid_client");
            assertThat(error(token(client, null))).isEqualTo("invalid_client");
        }

        @Test
        void refusesACertificateOfNoAuthority() {
            var client = register("tls_client_auth", "tls_client_auth_subject_dn: CN=self-signed");

            assertThat(error(token(client, SELF_SIGNED))).isEqualTo("invalid_client");
        }
    }

    @Nested
    @DisplayName("§2.2: self_signed_tls_client_auth")
    class SelfSigned {

        private OwnClient client;

        @BeforeEach
        void registered() throws Exception {
            var key = new ECKey.Builder(Curve.P_256, (ECPublicKey) SELF_SIGNED.getPublicKey())
                    .x509CertChain(List.of(com.nimbusds.jose.util.Base64.encode(SELF_SIGNED.getEncoded())))
                    .build();
            client = register(
                    "self_signed_tls_client_auth",
                    "jwks: {keys: [" + key.toPublicJWK().toJSONString() + "]}");
        }

        @Test
        void letsInTheRegisteredCertificate() {
            assertThat(token(client, SELF_SIGNED).has("access_token")).isTrue();
        }

        @Test
        void refusesAnyOther() {
            assertThat(error(token(client, PARTNER))).isEqualTo("invalid_client");
            assertThat(error(token(client, null))).isEqualTo("invalid_client");
        }
    }

    @Nested
    @DisplayName("§3: tokens that are bound to a certificate")
    class BoundTokens {

        @Test
        @DisplayName("§3.1: cnf has x5t#S256")
        void sayTheThumbprint() throws Exception {
            var token = SignedJWT.parse(
                    token(boundWorker(), PARTNER).get("access_token").asString());

            assertThat(token.getJWTClaimsSet().getJSONObjectClaim("cnf"))
                    .containsExactly(Map.entry("x5t#S256", thumbprint(PARTNER)));
        }

        @Test
        void areNotGivenWithoutACertificate() {
            assertThat(error(token(boundWorker(), null))).isEqualTo("invalid_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"jwt", "opaque"})
        @DisplayName("§3: userinfo takes them over a connection with the same certificate only")
        void areTakenWithTheirCertificateOnly(String format) {
            var client = OwnClient.register(
                    application, "tls_client_certificate_bound_access_tokens: true", "access_token_format: " + format);
            var party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid");
            var browser = new Browser(issuer).at("198.51.100.7");
            var code = party.code(Persona.ada(application).signInTo(party, browser));
            var answer = JSON.readTree(send(
                            "/oauth2/token",
                            "grant_type=authorization_code&code=" + code.getValue() + "&redirect_uri="
                                    + encode(party.redirectUri().toString()) + "&code_verifier="
                                    + party.verifier().getValue(),
                            PARTNER,
                            client.basic().toHTTPAuthorizationHeader())
                    .body());
            var bearer = "Bearer " + answer.get("access_token").asString();

            assertThat(answer.get("token_type").asString()).isEqualTo("Bearer");
            assertThat(send("/userinfo", "", PARTNER, bearer).status()).isEqualTo(200);
            assertThat(send("/userinfo", "", STRANGER, bearer).status()).isEqualTo(401);
            assertThat(send("/userinfo", "", null, bearer).status()).isEqualTo(401);
        }

        private OwnClient boundWorker() {
            return OwnClient.register(
                    application, CLIENT_CREDENTIALS, "tls_client_certificate_bound_access_tokens: true");
        }

        private JsonNode token(OwnClient client, @Nullable X509Certificate certificate) {
            return JSON.readTree(send(
                            "/oauth2/token",
                            "grant_type=client_credentials",
                            certificate,
                            client.basic().toHTTPAuthorizationHeader())
                    .body());
        }
    }

    @Nested
    @DisplayName("The header of the proxy")
    class Header {

        @Test
        void isReadInEachOfItsForms() throws Exception {
            var client = register("tls_client_auth", "tls_client_auth_san_dns: partner.example.com");
            var base64 = Base64.getEncoder().encodeToString(PARTNER.getEncoded());

            for (var form : new String[] {base64, ":" + base64 + ":", encode(pem("partner"))}) {
                assertThat(post(
                                        client,
                                        it -> it.header("X-Forwarded-For", "198.51.100.7")
                                                .header("X-Client-Cert", form))
                                .has("access_token"))
                        .as(form)
                        .isTrue();
            }
        }

        @Test
        void countsOnceAndIfItIsACertificate() throws Exception {
            var client = register("tls_client_auth", "tls_client_auth_san_dns: partner.example.com");
            var header = encode(pem("partner"));

            assertThat(error(post(
                            client,
                            it -> it.header("X-Forwarded-For", "198.51.100.7")
                                    .header("X-Client-Cert", header)
                                    .header("X-Client-Cert", header))))
                    .isEqualTo("invalid_client");
            assertThat(error(post(
                            client,
                            it -> it.header("X-Forwarded-For", "198.51.100.7").header("X-Client-Cert", "nonsense"))))
                    .isEqualTo("invalid_client");
        }

        private JsonNode post(OwnClient client, UnaryOperator<HttpRequest.Builder> change) {
            var request = HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + client.id()));
            return JSON.readTree(new Browser(issuer).send(change.apply(request)).body());
        }
    }

    @Test
    @DisplayName("§3.3 and §2: the metadata")
    void metadata() {
        var metadata = JSON.readTree(
                new Browser(issuer).open("/.well-known/openid-configuration").body());

        assertThat(metadata.get("tls_client_certificate_bound_access_tokens").asBoolean())
                .isTrue();
        assertThat(metadata.get("token_endpoint_auth_methods_supported").values())
                .extracting(JsonNode::asString)
                .contains("tls_client_auth", "self_signed_tls_client_auth");
    }

    @Test
    @DisplayName("§5: endpoints at another address are told, and may be named by assertions and proofs")
    void anotherAddress() throws Exception {
        var metadata = RelyingParty.forum(issuer).provider();
        var aliases = metadata.getMtlsEndpointAliases();
        assertThat(aliases.getTokenEndpointURI()).hasToString(ALIAS + "/oauth2/token");
        assertThat(aliases.getPushedAuthorizationRequestEndpointURI()).hasToString(ALIAS + "/oauth2/par");
        assertThat(aliases.getIntrospectionEndpointURI()).hasToString(ALIAS + "/oauth2/introspect");
        assertThat(aliases.getRevocationEndpointURI()).hasToString(ALIAS + "/oauth2/revoke");
        assertThat(metadata.getTokenEndpointURI()).isEqualTo(issuer.resolve("/oauth2/token"));

        var key = new ECKeyGenerator(Curve.P_256).keyID("key").generate();
        var client = register("private_key_jwt", "jwks: " + new JWKSet(key.toPublicJWK()).toString());
        var endpoint = URI.create(ALIAS + "/oauth2/token");
        var assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key").build(),
                new JWTClaimsSet.Builder()
                        .issuer(client.id())
                        .subject(client.id())
                        .audience(endpoint.toString())
                        .jwtID("once")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        assertion.sign(new ECDSASigner(key));
        var form = "grant_type=client_credentials&client_assertion_type="
                + encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer") + "&client_assertion="
                + assertion.serialize();
        var request = HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", DpopKey.es256().proof("POST", endpoint, null))
                .POST(BodyPublishers.ofString(form));

        var answer = JSON.readTree(new Browser(issuer).send(request).body());

        assertThat(answer.path("token_type").asString("none: " + answer)).isEqualTo("DPoP");
    }

    private OwnClient register(String method, String line) {
        return OwnClient.register(application, CLIENT_CREDENTIALS, "token_endpoint_auth_method: " + method, line);
    }

    private JsonNode token(OwnClient client, @Nullable X509Certificate certificate) {
        return JSON.readTree(
                send("/oauth2/token", "grant_type=client_credentials&client_id=" + client.id(), certificate, null)
                        .body());
    }

    private Page send(String path, String form, @Nullable X509Certificate certificate, @Nullable String authorization) {
        var request = HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "198.51.100.7")
                .POST(BodyPublishers.ofString(form));
        if (certificate != null) {
            request.header("X-Client-Cert", encode(X509CertUtils.toPEMString(certificate)));
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return new Browser(issuer).send(request);
    }

    private static String error(JsonNode answer) {
        return answer.path("error").asString("none: " + answer);
    }

    private static String thumbprint(X509Certificate certificate) throws Exception {
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                .toString();
    }

    private static X509Certificate certificate(String name) {
        return Objects.requireNonNull(X509CertUtils.parse(pem(name)));
    }

    private static String pem(String name) {
        try {
            return Files.readString(Path.of("src/test/mtls", name + ".pem"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
