package dev.signet.idp.clientauthentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.TestClients;
import dev.signet.idp.outbound.TestOutbound;
import dev.signet.idp.ratelimit.TestLimits;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.MutualTlsAddress;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

class ClientAuthenticationTests {

    private static final MutualTlsAddress NO_ALIAS = new MutualTlsAddress(null);

    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
    private static final URI TOKEN_ENDPOINT = URI.create("https://id.example.com/oauth2/token");
    private static final String ISSUER = "https://id.example.com";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final RSAKey RSA = rsa();
    private static final ECKey EC = ec();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestClock clock = new TestClock(NOW);
    private final Map<String, Client> clients = new HashMap<>();
    private final List<Object> events = new ArrayList<>();
    private final String clientId = "client-" + UUID.randomUUID();
    private final OAuth2ClientAuthenticationFilter filter = filter();

    @AfterEach
    void clear() {
        SecurityContextHolder.clearContext();
    }

    @Nested
    @DisplayName("RFC 6749 §2.3.1 client secret")
    class WithASecret {

        @Test
        void letsInByBasic() {
            register(Map.of());
            assertLetIn(basic(clientId, TestClients.SECRET));
        }

        @Test
        void letsInByPost() throws Exception {
            register(Map.of("token_endpoint_auth_method", "client_secret_post"));
            assertLetIn(post(TestClients.SECRET));
        }

        @Test
        void letsInWithTheSameClientIdInTheForm() {
            register(Map.of());
            assertLetIn(with(basic(clientId, TestClients.SECRET), "client_id", clientId));
        }

        @Test
        void decodesIdentifierAndSecretOfBasic() {
            var secret = "p:ä+ß %&=";
            clients.put("a:b c", TestClients.client("a:b c", Map.of(), secret));
            assertLetIn(basic("a:b c", secret));
        }

        @Test
        void takesTheSchemeInAnyCase() {
            register(Map.of());
            var request = request();
            request.addHeader("Authorization", "bAsIc " + base64(clientId + ":" + TestClients.SECRET));
            assertLetIn(request);
        }

        @Test
        void tellsUnknownClientAndWrongSecretApartForTheAuditOnly() throws Exception {
            register(Map.of());
            var wrong = answer(basic(clientId, "wrong"));
            var unknown = answer(basic("nobody", TestClients.SECRET));

            assertThat(wrong.getStatus()).isEqualTo(401);
            assertThat(wrong.getHeader("WWW-Authenticate")).startsWith("Basic realm=");
            assertThat(wrong.getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(wrong.getContentType()).isEqualTo("application/json");
            assertThat(wrong.getContentAsString())
                    .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}")
                    .isEqualTo(unknown.getContentAsString());
            assertThat(unknown.getStatus()).isEqualTo(401);
            assertThat(events)
                    .containsExactly(
                            new ClientAuthenticationRefused(Refusal.WRONG_SECRET, clientId),
                            new ClientAuthenticationRefused(Refusal.UNKNOWN_CLIENT, "nobody"));
        }

        @Test
        void answersWithoutAChallengeWhereBasicWasNotTried() throws Exception {
            register(Map.of("token_endpoint_auth_method", "client_secret_post"));
            var response = answer(post("wrong"));
            assertThat(response.getStatus()).isEqualTo(400);
            assertThat(response.getHeader("WWW-Authenticate")).isNull();
            assertThat(error(response)).isEqualTo("invalid_client");
        }

        @Test
        void refusesEveryMethodButTheRegisteredOne() throws Exception {
            register(Map.of());
            assertRefused(post(TestClients.SECRET), Refusal.WRONG_METHOD);
            assertRefused(with(request(), "client_id", clientId), Refusal.WRONG_METHOD);

            register(Map.of("token_endpoint_auth_method", "client_secret_post"));
            assertRefused(basic(clientId, TestClients.SECRET), Refusal.WRONG_METHOD);

            register(Map.of("token_endpoint_auth_method", "none"));
            assertRefused(basic(clientId, TestClients.SECRET), Refusal.WRONG_METHOD);
        }

        @Test
        void refusesTwoMethodsAtOnce() {
            register(Map.of());
            assertRefused(
                    with(basic(clientId, TestClients.SECRET), "client_secret", TestClients.SECRET),
                    Refusal.SEVERAL_METHODS);
        }

        @Test
        void refusesAnotherClientIdInTheForm() {
            register(Map.of());
            assertRefused(with(basic(clientId, TestClients.SECRET), "client_id", "other"), Refusal.CLIENT_ID_MISMATCH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Basic ",
                    "Basic !!!!",
                    "Basic bm8tY29sb24=", // no-colon
                    "Basic OnNlY3JldA==", // :secret
                    "Basic JTpzZWNyZXQ=", // %:secret
                    "Basic gIA6gIA=" // not UTF-8
                })
        void refusesMalformedBasic(String header) {
            var request = request();
            request.addHeader("Authorization", header);
            assertRefused(request, Refusal.MALFORMED_BASIC);
        }

        @Test
        void refusesTwoBasicHeaders() {
            register(Map.of());
            var request = basic(clientId, TestClients.SECRET);
            request.addHeader("Authorization", "Basic " + base64(clientId + ":other"));
            assertRefused(request, Refusal.MALFORMED_BASIC);
        }

        @Test
        void refusesASecretInTheQuery() throws Exception {
            register(Map.of("token_endpoint_auth_method", "client_secret_post"));
            var request = post(TestClients.SECRET);
            request.setQueryString("client%5Fsecret=x&client_secret=" + TestClients.SECRET);
            assertRefused(request, Refusal.CREDENTIALS_IN_QUERY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"client_id", "client_secret", "client_assertion", "client_assertion_type"})
        void refusesRepeatedParameters(String name) {
            var request = request();
            request.addParameter(name, "a", "a");
            assertRefused(request, Refusal.REPEATED_PARAMETER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", " ", "ä", "x y", "'; DROP TABLE client; --", "%00"})
        void refusesWhatCannotBeAClient(String id) {
            assertRefused(with(request(), "client_id", id), Refusal.UNKNOWN_CLIENT);
        }

        @Test
        void refusesNobody() {
            assertRefused(request(), Refusal.NO_CLIENT);
            assertRefused(with(request(), "client_id", ""), Refusal.NO_CLIENT);
            assertRefused(with(request(), "client_secret", "x"), Refusal.UNKNOWN_CLIENT);
        }

        @Test
        void auditsNoTextThatIsNoClientId() {
            assertRefused(with(request(), "client_id", "\u0000"), Refusal.UNKNOWN_CLIENT);
            assertThat(events).hasSize(1).first().extracting("clientId").isNull();
        }
    }

    @Nested
    @DisplayName("RFC 6749 §2.1 public client")
    class WithoutACredential {

        @Test
        void letsInByIdentifier() {
            register(Map.of("token_endpoint_auth_method", "none"));
            assertLetIn(with(request(), "client_id", clientId));
        }

        @Test
        void takesAnEmptySecretAsNone() {
            register(Map.of("token_endpoint_auth_method", "none"));
            assertLetIn(with(with(request(), "client_id", clientId), "client_secret", ""));
        }
    }

    @Nested
    @DisplayName("RFC 7523 private_key_jwt")
    class WithAnAssertion {

        @Test
        void letsInByEachAlgorithm() throws Exception {
            registerKeys(RSA, EC);
            assertLetIn(privateKeyJwt(JWSAlgorithm.RS256));
            assertLetIn(privateKeyJwt(JWSAlgorithm.PS256));
            assertLetIn(privateKeyJwt(JWSAlgorithm.ES256));
        }

        @Test
        void letsInWithAndWithoutAClientIdBesideIt() throws Exception {
            registerKeys(EC);
            assertLetIn(assertion(it -> it));
            assertLetIn(with(assertion(it -> it), "client_id", clientId));
            assertRefused(with(assertion(it -> it), "client_id", "other"), Refusal.CLIENT_ID_MISMATCH);
        }

        @Test
        void refusesAnAlgorithmThatTheClientIsNotRegisteredWith() throws Exception {
            register(Map.of(
                    "token_endpoint_auth_method",
                    "private_key_jwt",
                    "token_endpoint_auth_signing_alg",
                    "PS256",
                    "jwks",
                    new JWKSet(RSA.toPublicJWK()).toJSONObject()));
            assertRefused(privateKeyJwt(JWSAlgorithm.RS256), Refusal.ASSERTION_ALGORITHM);
            assertLetIn(privateKeyJwt(JWSAlgorithm.PS256));
        }

        @Test
        void refusesSymmetricAlgorithmsAndNone() throws Exception {
            registerKeys(RSA);
            var claims = claims();
            var mac = signed(
                    new JWSHeader(JWSAlgorithm.HS256),
                    claims,
                    new MACSigner(RSA.toRSAPublicKey().getEncoded()));
            assertRefused(carrying(mac), Refusal.ASSERTION_ALGORITHM);
            assertRefused(
                    carrying(signed(new JWSHeader(JWSAlgorithm.RS384), claims, new RSASSASigner(RSA))),
                    Refusal.ASSERTION_ALGORITHM);
            assertRefused(carrying(new PlainJWT(claims).serialize()), Refusal.ASSERTION_MALFORMED);
        }

        @Test
        void refusesAnotherKey() throws Exception {
            registerKeys(RSA);
            var stranger = rsa();
            for (var kid : new String[] {RSA.getKeyID(), stranger.getKeyID(), null}) {
                var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(kid)
                        .jwk(stranger.toPublicJWK())
                        .build();
                assertRefused(
                        carrying(signed(header, claims(), new RSASSASigner(stranger))), Refusal.ASSERTION_SIGNATURE);
            }
        }

        @Test
        void refusesAWeakKey() throws Exception {
            var weak = weak();
            registerKeys(weak);
            assertRefused(
                    carrying(signed(
                            new JWSHeader(JWSAlgorithm.RS256),
                            claims(),
                            new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())))),
                    Refusal.ASSERTION_SIGNATURE);
        }

        @Test
        void refusesAJwtOfAnotherKind() throws Exception {
            registerKeys(EC);
            for (var type : List.of("dpop+jwt", "oauth-authz-req+jwt", "at+jwt")) {
                assertRefused(carrying(signed(header(type), claims(), new ECDSASigner(EC))), Refusal.ASSERTION_TYPE);
            }
            for (var type : List.of("JWT", "jwt", "client-authentication+jwt")) {
                assertLetIn(carrying(signed(header(type), claims(), new ECDSASigner(EC))));
            }
        }

        @Test
        void refusesIssuerAndSubjectThatAreNotTheClient() throws Exception {
            registerKeys(EC);
            assertRefused(assertion(it -> it.issuer("other")), Refusal.ASSERTION_ISSUER);
            assertRefused(assertion(it -> it.issuer(null)), Refusal.ASSERTION_ISSUER);
            assertRefused(assertion(it -> it.subject("other")), Refusal.UNKNOWN_CLIENT);
            assertRefused(assertion(it -> it.subject(null)), Refusal.ASSERTION_SUBJECT);
        }

        @Test
        void acceptsOnlyUsAsAudience() throws Exception {
            registerKeys(EC);
            var endpoint = TOKEN_ENDPOINT.toString();
            assertLetIn(assertion(it -> it.audience(ISSUER)));
            assertLetIn(assertion(it -> it.audience(endpoint)));
            assertLetIn(assertion(it -> it.audience(ISSUER + "/oauth2/par")));
            assertLetIn(assertion(it -> it.audience(List.of(ISSUER, endpoint))));
            for (var wrong : List.of(
                    List.<String>of(),
                    List.of("https://other.example.com"),
                    List.of(ISSUER + "/"),
                    List.of(ISSUER, "https://other.example.com"))) {
                assertRefused(assertion(it -> it.audience(wrong)), Refusal.ASSERTION_AUDIENCE);
            }
        }

        @Test
        void checksTheTimesWithALittleTolerance() throws Exception {
            registerKeys(EC);
            assertLetIn(assertion(it -> it.expirationTime(in(-29))));
            assertRefused(assertion(it -> it.expirationTime(in(-30))), Refusal.ASSERTION_EXPIRED);
            assertRefused(assertion(it -> it.expirationTime(in(-300))), Refusal.ASSERTION_EXPIRED);
            assertRefused(assertion(it -> it.expirationTime(null)), Refusal.ASSERTION_EXPIRED);
            assertLetIn(assertion(it -> it.expirationTime(in(3600))));
            assertRefused(assertion(it -> it.expirationTime(in(3700))), Refusal.ASSERTION_TOO_LONG_LIVED);
            assertLetIn(assertion(it -> it.notBeforeTime(in(8)).issueTime(in(8))));
            assertRefused(assertion(it -> it.notBeforeTime(in(61))), Refusal.ASSERTION_NOT_YET_VALID);
            assertRefused(assertion(it -> it.issueTime(in(61))), Refusal.ASSERTION_NOT_YET_VALID);
        }

        @Test
        void survivesAbsurdTimes() throws Exception {
            registerKeys(EC);
            assertRefused(
                    assertion(it -> it.expirationTime(Date.from(Instant.ofEpochMilli(Long.MAX_VALUE)))),
                    Refusal.ASSERTION_TOO_LONG_LIVED);
            assertRefused(
                    assertion(it -> it.expirationTime(Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)))),
                    Refusal.ASSERTION_EXPIRED);
        }

        @Test
        void takesAnAssertionOnce() throws Exception {
            registerKeys(EC);
            assertRefused(assertion(it -> it.jwtID(null)), Refusal.ASSERTION_WITHOUT_ID);
            assertRefused(assertion(it -> it.jwtID(" ")), Refusal.ASSERTION_WITHOUT_ID);
            assertLetIn(assertion(it -> it.jwtID("one")));
            assertRefused(assertion(it -> it.jwtID("one")), Refusal.ASSERTION_REPLAYED);
            assertLetIn(assertion(it -> it.jwtID("two")));
        }

        @Test
        @DisplayName("FAPI 2.0 Security Profile §5.3.2.1: as a client of that profile, without saying it")
        void takesNothingButTheIssuerAsAudienceOfAClientThatPushesAndBinds() throws Exception {
            var metadata = new HashMap<>(keys(EC));
            metadata.put("require_pushed_authorization_requests", true);
            metadata.put("dpop_bound_access_tokens", true);
            register(metadata);

            assertLetIn(assertion(it -> it.audience(ISSUER)));
            assertRefused(assertion(it -> it.audience(TOKEN_ENDPOINT.toString())), Refusal.ASSERTION_AUDIENCE);
        }

        @Test
        @DisplayName("FAPI 2.0 Security Profile §5.3.2.1: the issuer, as one string")
        void takesNothingButTheIssuerAsAudienceWhereTheClientSaidSo() throws Exception {
            var metadata = new HashMap<>(keys(EC));
            metadata.put("assertion_audience", "issuer");
            register(metadata);

            assertLetIn(assertion(it -> it.audience(ISSUER)));
            for (var wrong : List.of(
                    TOKEN_ENDPOINT.toString(),
                    ISSUER + "/oauth2/par",
                    List.of(ISSUER),
                    List.of(ISSUER, TOKEN_ENDPOINT.toString()))) {
                var claims = claims().toJSONObject();
                claims.put("aud", wrong);
                var jws = new JWSObject(header("JWT"), new Payload(claims));
                jws.sign(new ECDSASigner(EC));
                assertRefused(carrying(jws.serialize()), Refusal.ASSERTION_AUDIENCE);
            }
        }

        @Test
        @DisplayName("RFC 8037 §3.1: EdDSA")
        void letsInByEdDsa() throws Exception {
            var key = new OctetKeyPairGenerator(Curve.Ed25519)
                    .keyIDFromThumbprint(true)
                    .generate();
            registerKeys(key);
            var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                    .keyID(key.getKeyID())
                    .build();

            assertLetIn(carrying(signed(header, claims(), new Ed25519Signer(key))));
            var other = new OctetKeyPairGenerator(Curve.Ed25519).generate();
            assertRefused(carrying(signed(header, claims(), new Ed25519Signer(other))), Refusal.ASSERTION_SIGNATURE);
        }

        @Test
        void aRefusedAssertionIsNotUsedUp() throws Exception {
            registerKeys(EC);
            assertRefused(assertion(it -> it.jwtID("one").issuer("other")), Refusal.ASSERTION_ISSUER);
            assertLetIn(assertion(it -> it.jwtID("one")));
        }

        @Test
        void twoClientsMayUseTheSameId() throws Exception {
            registerKeys(EC);
            var id = UUID.randomUUID().toString();
            assertLetIn(assertion(it -> it.jwtID(id)));
            var other = "other-" + clientId;
            clients.put(other, TestClients.client(other, keys(EC)));
            assertLetIn(assertion(it -> it.jwtID(id).issuer(other).subject(other)));
        }

        @Test
        void ofManyAtOnceOneGetsIn() throws Exception {
            registerKeys(EC);
            var jwt = signed(header("JWT"), claims(), new ECDSASigner(EC));
            var statuses = Together.run(8, () -> {
                try {
                    return answer(carrying(jwt)).getStatus();
                } finally {
                    SecurityContextHolder.clearContext();
                }
            });
            assertThat(statuses).containsOnlyOnce(200).hasSize(8);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "a.b.c", "e30.e30.AAAA", "eyJhbGciOiJFUzI1NiJ9.bnVsbA.AAAA", "..", "\u0000"})
        void refusesNonsense(String assertion) {
            assertRefused(carrying(assertion), Refusal.ASSERTION_MALFORMED);
        }

        @Test
        void refusesHalfAnAssertion() {
            assertRefused(with(request(), "client_assertion", "x"), Refusal.INCOMPLETE_ASSERTION);
            assertRefused(with(request(), "client_assertion_type", JWT_BEARER), Refusal.INCOMPLETE_ASSERTION);
            assertRefused(
                    with(with(request(), "client_assertion", "x"), "client_assertion_type", "saml"),
                    Refusal.UNKNOWN_ASSERTION_TYPE);
        }

        @Test
        void refusesAnAssertionBesideASecret() throws Exception {
            registerKeys(EC);
            assertRefused(with(assertion(it -> it), "client_secret", "x"), Refusal.SEVERAL_METHODS);
        }

        @Test
        void forgetsAssertionsThatExpired() throws Exception {
            registerKeys(EC);
            var repository = new UsedAssertionRepository(DATABASE.jdbc());
            assertLetIn(assertion(it -> it.jwtID("a")));
            assertLetIn(assertion(it -> it.jwtID("b")));
            repository.deleteExpired(NOW.plusSeconds(89), 1000);
            assertRefused(assertion(it -> it.jwtID("a")), Refusal.ASSERTION_REPLAYED);
            assertThat(repository.deleteExpired(NOW.plus(Duration.ofHours(2)), 1))
                    .isEqualTo(1);
            repository.deleteExpired(NOW.plus(Duration.ofHours(2)), 1000);
            assertThat(repository.deleteExpired(NOW.plus(Duration.ofHours(2)), 1000))
                    .isZero();
        }
    }

    @Nested
    @DisplayName("RFC 7517 jwks_uri")
    class WithKeysElsewhere {

        private final AtomicInteger fetches = new AtomicInteger();
        private final AtomicReference<JWKSet> published = new AtomicReference<>(new JWKSet(EC.toPublicJWK()));
        private final HttpServer server = server();

        @AfterEach
        void stop() {
            server.stop(0);
        }

        @Test
        void fetchesTheKeysOnce() throws Exception {
            registerKeysUri();
            assertLetIn(assertion(it -> it));
            assertLetIn(assertion(it -> it));
            assertThat(fetches).hasValue(1);
        }

        @Test
        void fetchesAgainForAnUnknownKeyAtMostOnceAMinute() throws Exception {
            registerKeysUri();
            assertLetIn(assertion(it -> it));
            var next = ec();
            published.set(new JWKSet(next.toPublicJWK()));

            clock.advance(Duration.ofSeconds(59));
            assertRefused(signedBy(next), Refusal.ASSERTION_SIGNATURE);
            assertThat(fetches).hasValue(1);

            clock.advance(Duration.ofSeconds(1));
            assertLetIn(signedBy(next));
            assertThat(fetches).hasValue(2);
            assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
            assertThat(fetches).hasValue(2);
        }

        @Test
        void forgetsAWithdrawnKeyWithinFiveMinutes() throws Exception {
            registerKeysUri();
            assertLetIn(assertion(it -> it));
            published.set(new JWKSet(ec().toPublicJWK()));
            clock.advance(Duration.ofMinutes(5));
            assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
        }

        @Test
        void goesOnForAnHourWhenTheKeysCannotBeFetched() throws Exception {
            registerKeysUri();
            assertLetIn(assertion(it -> it));
            server.stop(0);
            clock.advance(Duration.ofMinutes(59));
            assertLetIn(assertion(it -> it));
            clock.advance(Duration.ofMinutes(1));
            assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
        }

        @Test
        void doesNotAskAgainAndAgainWhereThereIsNothing() throws Exception {
            published.set(new JWKSet());
            server.removeContext("/jwks");
            server.createContext("/jwks", exchange -> {
                fetches.incrementAndGet();
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            });
            registerKeysUri();
            for (var i = 0; i < 3; i++) {
                assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
            }
            assertThat(fetches).hasValue(1);
            clock.advance(Duration.ofSeconds(10));
            assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
            assertThat(fetches).hasValue(2);
        }

        @Test
        void refusesAnAddressThatIsNoAddress() throws Exception {
            register(Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", "https://10.0.0.1/jwks"));
            assertRefused(assertion(it -> it), Refusal.ASSERTION_SIGNATURE);
        }

        private void registerKeysUri() {
            register(Map.of(
                    "token_endpoint_auth_method",
                    "private_key_jwt",
                    "jwks_uri",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));
        }

        private HttpServer server() {
            try {
                var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                http.createContext("/jwks", exchange -> {
                    fetches.incrementAndGet();
                    var body = published.get().toString().getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
                http.start();
                return http;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void assertLetIn(MockHttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var response = answer(request);
        assertThat(response.getStatus()).as(() -> content(response) + events).isEqualTo(200);
        assertThat(SecurityContextHolder.getContext().getAuthentication())
                .isInstanceOfSatisfying(AuthenticatedClient.class, it -> {
                    assertThat(it.isAuthenticated()).isTrue();
                    assertThat(it.getRegisteredClient()).isSameAs(it.client().registered());
                    assertThat(it.getCredentials()).isNull();
                });
    }

    private void assertRefused(MockHttpServletRequest request, Refusal refusal) {
        SecurityContextHolder.clearContext();
        events.clear();
        var response = answer(request);
        assertThat(events).extracting("refusal").containsExactly(refusal);
        assertThat(response.getStatus()).isIn(400, 401);
        assertThat(error(response)).isEqualTo(refusal.code());
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) {
        var response = new MockHttpServletResponse();
        try {
            filter.doFilter(request, response, new MockFilterChain());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return response;
    }

    private static String error(MockHttpServletResponse response) {
        return JSON.readTree(content(response)).get("error").asString();
    }

    private static String content(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), UTF_8);
    }

    private void register(Map<String, Object> changes) {
        clients.put(clientId, TestClients.client(clientId, changes, TestClients.SECRET));
    }

    private void registerKeys(JWK... keys) {
        register(keys(keys));
    }

    private static Map<String, Object> keys(JWK... keys) {
        return Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                new JWKSet(List.of(keys)).toPublicJWKSet().toJSONObject());
    }

    private static MockHttpServletRequest request() {
        var request = new MockHttpServletRequest("POST", TOKEN_ENDPOINT.getPath());
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("grant_type", "authorization_code");
        return request;
    }

    private static MockHttpServletRequest with(MockHttpServletRequest request, String name, String value) {
        request.addParameter(name, value);
        return request;
    }

    private static MockHttpServletRequest basic(String id, String secret) {
        return of(new ClientSecretBasic(new ClientID(id), new Secret(secret)));
    }

    private MockHttpServletRequest post(String secret) {
        return of(new ClientSecretPost(new ClientID(clientId), new Secret(secret)));
    }

    private MockHttpServletRequest privateKeyJwt(JWSAlgorithm algorithm) throws Exception {
        JWK key = JWSAlgorithm.Family.EC.contains(algorithm) ? EC : RSA;
        var claims = new JWTAuthenticationClaimsSet(
                new ClientID(clientId),
                List.of(new Audience(TOKEN_ENDPOINT)),
                in(60),
                null,
                Date.from(NOW),
                new JWTID());
        return of(new PrivateKeyJWT(claims, algorithm, ((AsymmetricJWK) key).toPrivateKey(), key.getKeyID(), null));
    }

    /** The token request as an independent library makes it. */
    private static MockHttpServletRequest of(com.nimbusds.oauth2.sdk.auth.ClientAuthentication authentication) {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode("code"), URI.create("https://shop.example.com/"));
        HTTPRequest http = new TokenRequest.Builder(TOKEN_ENDPOINT, authentication, grant)
                .build()
                .toHTTPRequest();
        var request = new MockHttpServletRequest("POST", TOKEN_ENDPOINT.getPath());
        http.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        URLUtils.parseParameters(http.getBody())
                .forEach((name, values) -> request.addParameter(name, values.toArray(String[]::new)));
        return request;
    }

    private MockHttpServletRequest assertion(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        var claims = change.apply(new JWTClaimsSet.Builder(claims())).build();
        return carrying(signed(header("JWT"), claims, new ECDSASigner(EC)));
    }

    private MockHttpServletRequest signedBy(ECKey key) throws Exception {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        return carrying(signed(header, claims(), new ECDSASigner(key)));
    }

    private static MockHttpServletRequest carrying(String assertion) {
        return with(with(request(), "client_assertion", assertion), "client_assertion_type", JWT_BEARER);
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(ISSUER)
                .expirationTime(in(60))
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    private static JWSHeader header(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(EC.getKeyID())
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private Date in(long seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey weak() {
        try {
            return new RSAKeyGenerator(1024, true).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private OAuth2ClientAuthenticationFilter filter() {
        var idp = new IdpProperties(URI.create(ISSUER), Path.of("data"), Path.of("config"));
        var remote = new RemoteKeySets(TestOutbound.toThisMachine(), clock);
        var keys = new ClientKeys(remote);
        var assertions =
                new AssertionVerifier(keys, new UsedAssertionRepository(DATABASE.jdbc()), idp, NO_ALIAS, clock);
        var mutualTls = new MutualTlsProperties(false, null, null);
        var provider = new ClientAuthenticationProvider(
                id -> Optional.ofNullable(clients.get(id)),
                assertions,
                new CertificateVerifier(new CertificateAuthorities(mutualTls, clock), keys),
                (_, _) -> {});
        var result = new OAuth2ClientAuthenticationFilter(new ProviderManager(provider), _ -> true);
        result.setAuthenticationConverter(new CredentialsConverter(new ClientCertificates(mutualTls, NO_ALIAS)));
        result.setAuthenticationFailureHandler(
                new RefusalHandler(TestLimits.limits(DATABASE, clock), events::add, JSON));
        return result;
    }
}
