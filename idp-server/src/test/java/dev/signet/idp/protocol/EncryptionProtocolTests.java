package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWEDecryptionKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect Core 1.0 §10.2 and §16.14: answers that are signed and then encrypted")
class EncryptionProtocolTests {

    private static JWK rsa;
    private static JWK ec;

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    Persona ada;

    @BeforeAll
    static void keys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyUse(KeyUse.ENCRYPTION).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.ENCRYPTION)
                .keyID("ec")
                .generate();
    }

    @BeforeEach
    void aPerson() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-OAEP-256, A128CBC-HS256",
        "RSA-OAEP-256, A256GCM",
        "ECDH-ES, A128GCM",
        "ECDH-ES+A128KW, A128CBC-HS256",
        "ECDH-ES+A256KW, A256GCM",
    })
    void anIndependentLibraryDecryptsAndVerifiesTheIdToken(String algorithm, String method) throws Exception {
        var client = client(
                jwks(rsa, ec),
                "id_token_encrypted_response_alg: " + algorithm,
                "id_token_encrypted_response_enc: " + method);
        var party = party(client);

        var tokens = signIn(party);

        var idToken = (EncryptedJWT) tokens.getOIDCTokens().getIDToken();
        assertThat(idToken.getHeader().getAlgorithm()).hasToString(algorithm);
        assertThat(idToken.getHeader().getEncryptionMethod()).hasToString(method);
        assertThat(idToken.getHeader().getContentType()).isEqualTo("JWT");
        assertThat(idToken.getHeader().getKeyID()).isEqualTo(algorithm.startsWith("RSA") ? "rsa" : "ec");
        var claims = validator(party, client, algorithm, method).validate(idToken, null);
        assertThat(claims.getSubject().getValue()).isEqualTo(ada.id().toString());
        var refreshed = (OIDCTokenResponse)
                party.refresh(tokens.getTokens().getRefreshToken()).toSuccessResponse();
        assertThat(refreshed.getOIDCTokens().getIDToken()).isInstanceOf(EncryptedJWT.class);
    }

    @Test
    @DisplayName("Registration §2: A128CBC-HS256 where no enc is registered")
    void theContentHasADefault() {
        var tokens = signIn(party(client(jwks(rsa), "id_token_encrypted_response_alg: RSA-OAEP-256")));

        assertThat(((EncryptedJWT) tokens.getOIDCTokens().getIDToken())
                        .getHeader()
                        .getEncryptionMethod())
                .isEqualTo(EncryptionMethod.A128CBC_HS256);
    }

    @Test
    @DisplayName("§5.3.2: userinfo, encrypted alone and signed before")
    void userinfoIsEncrypted() throws Exception {
        var plain = client(jwks(rsa), "userinfo_encrypted_response_alg: RSA-OAEP-256");
        var json = JWTClaimsSet.parse(decrypted(userInfo(plain), null));
        assertThat(json.getSubject()).isEqualTo(ada.id().toString());
        assertThat(json.getStringClaim("email")).isEqualTo(ada.email());

        var signed = client(
                jwks(rsa),
                "userinfo_signed_response_alg: ES256",
                "userinfo_encrypted_response_alg: RSA-OAEP-256",
                "userinfo_encrypted_response_enc: A256GCM");
        var nested = SignedJWT.parse(decrypted(userInfo(signed), "JWT"));
        assertThat(nested.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(nested.getJWTClaimsSet().getAudience()).containsExactly(signed.id());
        assertThat(nested.getJWTClaimsSet().getSubject()).isEqualTo(ada.id().toString());
    }

    @Test
    @DisplayName("§10.2: with a key of the client's jwks_uri, and of several the one that is for encryption")
    void theKeyMayLieElsewhere() throws Exception {
        var signing =
                new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID("sig").generate();
        var unmarked = new RSAKeyGenerator(2048).keyID("any").generate();
        var server = serve(new JWKSet(List.of(signing, unmarked, rsa)).toString());
        try {
            var client =
                    client("jwks_uri: \"" + address(server) + "\"", "id_token_encrypted_response_alg: RSA-OAEP-256");

            var idToken = (EncryptedJWT) signIn(party(client)).getOIDCTokens().getIDToken();

            assertThat(idToken.getHeader().getKeyID()).isEqualTo("rsa");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutAKeyTheRequestIsRefusedAndTheCodeStaysGood() throws Exception {
        var server = serve(new JWKSet(List.of(ec)).toString());
        try {
            var client = client(
                    "jwks_uri: \"" + address(server) + "\"",
                    "id_token_encrypted_response_alg: RSA-OAEP-256",
                    "userinfo_encrypted_response_alg: ECDH-ES");
            var party = party(client);
            var code = party.code(ada.signInTo(party, browser));

            var refused = party.redeem(code).toErrorResponse().getErrorObject();

            assertThat(refused.getCode()).isEqualTo("invalid_request");
            assertThat(refused.getDescription()).contains("encrypted ID tokens");
            OwnClient.change(application, client, jwks(rsa), "id_token_encrypted_response_alg: RSA-OAEP-256");
            assertThat(party.redeem(code).indicatesSuccess()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("§3.1.2.1: the client decrypts a hint; an encrypted one is refused")
    void aHintIsSentDecrypted() throws Exception {
        var client = client(
                jwks(rsa),
                "id_token_encrypted_response_alg: RSA-OAEP-256",
                "post_logout_redirect_uris: [\"http://127.0.0.1:9/signed-out\"]");
        var party = party(client);
        var encrypted = signIn(party).getOIDCTokens().getIDToken();
        var inside = SignedJWT.parse(decrypted(encrypted.serialize(), "JWT"));

        assertThat(silently(party, encrypted).getQuery())
                .contains("error=invalid_request")
                .contains("id_token_hint is encrypted");
        assertThat(party.code(silently(party, inside))).isNotNull();
        var address = "/connect/logout?post_logout_redirect_uri=http://127.0.0.1:9/signed-out&id_token_hint=";
        assertThat(browser.open(address + encrypted.serialize()).status()).isEqualTo(400);
        assertThat(browser.open(address + inside.serialize()).address()).hasToString("http://127.0.0.1:9/signed-out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_encrypted_response_alg: RSA1_5|not supported",
                "id_token_encrypted_response_alg: RSA-OAEP|not supported",
                "id_token_encrypted_response_alg: dir|not supported",
                "userinfo_encrypted_response_enc: A128GCM|only with userinfo_encrypted_response_alg",
                "id_token_encrypted_response_alg: ECDH-ES|jwks has no key for ECDH-ES",
            })
    void whatCannotBeIsRefusedAtRegistration(String lineAndProblem) {
        var parts = lineAndProblem.split("\\|");

        assertThat(catchThrowable(() -> client(jwks(rsa), parts[0]))).hasMessageContaining(parts[1]);
    }

    @Test
    void aKeyIsNeeded() {
        assertThat(catchThrowable(
                        () -> OwnClient.register(application, "id_token_encrypted_response_alg: RSA-OAEP-256")))
                .hasMessageContaining("encryption needs jwks or jwks_uri");
    }

    @Test
    void isAnnounced() {
        var provider = RelyingParty.forum(issuer).provider();

        assertThat(provider.getIDTokenJWEAlgs())
                .containsExactly(
                        JWEAlgorithm.RSA_OAEP_256,
                        JWEAlgorithm.ECDH_ES,
                        JWEAlgorithm.ECDH_ES_A128KW,
                        JWEAlgorithm.ECDH_ES_A256KW);
        assertThat(provider.getUserInfoJWEEncs())
                .containsExactly(EncryptionMethod.A128CBC_HS256, EncryptionMethod.A128GCM, EncryptionMethod.A256GCM);
    }

    private OwnClient client(String keys, String... more) {
        var lines = new String[more.length + 2];
        lines[0] = "grant_types: [authorization_code, refresh_token]\nredirect_uris: [\"http://127.0.0.1/callback\"]";
        lines[1] = keys;
        System.arraycopy(more, 0, lines, 2, more.length);
        return OwnClient.register(application, lines);
    }

    private static String jwks(JWK... keys) {
        return "jwks: " + new JWKSet(List.of(keys)).toString(true);
    }

    private RelyingParty party(OwnClient client) {
        return RelyingParty.registered(issuer, client.id(), client.basic(), "openid email");
    }

    private OIDCTokenResponse signIn(RelyingParty party) {
        var page = browser.open(party.authorizationRequest());
        var callback = page.isOutside(issuer)
                ? page.address()
                : ada.signIn(browser, page).address();
        return (OIDCTokenResponse) party.redeem(party.code(callback)).toSuccessResponse();
    }

    /** As it comes, after the content type was looked at. */
    private String userInfo(OwnClient client) throws Exception {
        var party = party(client);
        var response =
                party.userInfo(signIn(party).getTokens().getBearerAccessToken()).toSuccessResponse();
        assertThat(response.getEntityContentType().getType()).isEqualTo("application/jwt");
        return response.getUserInfoJWT().serialize();
    }

    private static String decrypted(String jwe, @Nullable String contentType) throws Exception {
        var object = JWEObject.parse(jwe);
        assertThat(object.getHeader().getContentType()).isEqualTo(contentType);
        object.decrypt(new RSADecrypter(rsa.toRSAKey()));
        return object.getPayload().toString();
    }

    private IDTokenValidator validator(RelyingParty party, OwnClient client, String algorithm, String method)
            throws Exception {
        return new IDTokenValidator(
                new Issuer(issuer),
                new ClientID(client.id()),
                new JWSVerificationKeySelector<>(
                        JWSAlgorithm.RS256,
                        JWKSourceBuilder.create(party.provider().getJWKSetURI().toURL())
                                .build()),
                new JWEDecryptionKeySelector<>(
                        JWEAlgorithm.parse(algorithm),
                        EncryptionMethod.parse(method),
                        new ImmutableJWKSet<>(new JWKSet(List.of(rsa, ec)))));
    }

    private URI silently(RelyingParty party, JWT hint) {
        return browser.open(party.authorizationRequest(
                        it -> it.prompt(new Prompt("none")).idTokenHint(hint)))
                .address();
    }

    private static HttpServer serve(String keys) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }
}
