package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.DpopKey;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("RFC 9449: demonstrating proof of possession")
class DpopProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    final DpopKey key = DpopKey.es256();

    URI issuer;
    URI tokenEndpoint;
    URI parEndpoint;
    Persona ada;
    RelyingParty shop;

    @BeforeEach
    void aShopWithAKey() {
        issuer = idp.issuer();
        tokenEndpoint = issuer.resolve("/oauth2/token");
        parEndpoint = issuer.resolve("/oauth2/par");
        ada = Persona.ada(application);
        shop = RelyingParty.shop(issuer, "openid email offline_access");
    }

    @Nested
    @DisplayName("§5: token requests")
    class TokenRequests {

        @ParameterizedTest
        @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
        @DisplayName("§6: the access token is bound to the key of the proof")
        void bindTheAccessToken(String algorithm) throws Exception {
            var own = DpopKey.of(algorithm);

            var answer = shop.redeem(code(shop), own.proof("POST", tokenEndpoint, null));

            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
            var body = answer.getBodyAsJSONObject();
            assertThat(body).containsEntry("token_type", "DPoP");
            var token = SignedJWT.parse((String) body.get("access_token"));
            assertThat(token.getJWTClaimsSet().getJSONObjectClaim("cnf")).containsEntry("jkt", own.thumbprint());
            var introspection = new TokenIntrospectionRequest(
                            shop.provider().getIntrospectionEndpointURI(),
                            OwnClient.basicOf("shop"),
                            new DPoPAccessToken(token.serialize()))
                    .toHTTPRequest()
                    .send()
                    .getBodyAsJSONObject();
            assertThat(introspection)
                    .containsEntry("token_type", "DPoP")
                    .containsEntry("cnf", Map.of("jkt", own.thumbprint()));
        }

        @Test
        void ofAClientForItselfBindToo() throws Exception {
            var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");

            var answer = worker.send(new ClientCredentialsGrant(), key.proof("POST", tokenEndpoint, null));

            assertThat(answer.getBodyAsJSONObject()).containsEntry("token_type", "DPoP");
        }

        @Test
        @DisplayName("§5: refresh tokens of public clients are bound to the key")
        void ofAPublicClientBindTheRefreshToken() throws Exception {
            var app = RelyingParty.fieldApp(issuer);
            var first = refreshToken(app.redeem(code(app), key.proof("POST", tokenEndpoint, null)));

            var other = app.refresh(first, DpopKey.es256().proof("POST", tokenEndpoint, null));
            assertThat(error(other)).isEqualTo("invalid_grant");
            assertThat(app.refresh(first).toErrorResponse().getErrorObject().getCode())
                    .isEqualTo("invalid_grant");

            var next = app.refresh(first, key.proof("POST", tokenEndpoint, null));
            assertThat(next.getStatusCode()).as(next.getBody()).isEqualTo(200);
            assertThat(next.getBodyAsJSONObject()).containsEntry("token_type", "DPoP");
            assertThat(error(app.refresh(first, DpopKey.es256().proof("POST", tokenEndpoint, null))))
                    .as("a thief without the key does not end the grant either")
                    .isEqualTo("invalid_grant");
            assertThat(app.refresh(refreshToken(next), key.proof("POST", tokenEndpoint, null))
                            .getStatusCode())
                    .isEqualTo(200);
        }

        @Test
        void ofAConfidentialClientMayComeWithAnotherKey() throws Exception {
            var first = refreshToken(shop.redeem(code(shop), key.proof("POST", tokenEndpoint, null)));

            var next = shop.refresh(first, DpopKey.es256().proof("POST", tokenEndpoint, null));

            assertThat(next.getStatusCode()).as(next.getBody()).isEqualTo(200);
        }

        @Test
        @DisplayName("§5.2: dpop_bound_access_tokens")
        void withoutProofAreRefusedWhereTheClientSaidThatItAlwaysSendsOne() {
            var client = OwnClient.register(application, "dpop_bound_access_tokens: true");
            var party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid");
            var code = code(party);

            assertThat(party.redeem(code).toErrorResponse().getErrorObject().getCode())
                    .isEqualTo("invalid_request");
            assertThat(party.redeem(code, key.proof("POST", tokenEndpoint, null))
                            .getStatusCode())
                    .as("the code is still good")
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("§10: a code may be bound to a key by dpop_jkt")
        void forABoundCodeNeedItsKey() throws Exception {
            var asked = shop.authorizationRequest(it -> it.customParameter("dpop_jkt", key.thumbprint()));

            assertBound(shop.code(ada.signInTo(asked, new Browser(issuer))));
        }

        @Test
        @DisplayName("§10.1: the key of a proof with a pushed request binds the code")
        void forACodeOfAPushedRequestWithAProofNeedItsKey() throws Exception {
            var pushed = shop.push(key.proof("POST", parEndpoint, null), it -> it);
            assertThat(pushed.getStatusCode()).as(pushed.getBody()).isEqualTo(201);

            var requestUri = URI.create((String) pushed.getBodyAsJSONObject().get("request_uri"));
            assertBound(shop.code(ada.signInTo(shop.authorizationRequest(requestUri), new Browser(issuer))));
        }

        @Test
        @DisplayName("§10.1: a pushed request with a proof of one key and the thumbprint of another is refused")
        void forACodeOfAPushedRequestWithTwoKeysAreNotToBeHad() throws Exception {
            var other = DpopKey.es256().thumbprint();

            assertThat(error(shop.push(
                            key.proof("POST", parEndpoint, null), it -> it.customParameter("dpop_jkt", other))))
                    .isEqualTo("invalid_dpop_proof");
            assertThat(error(shop.push(key.proof("POST", tokenEndpoint, null), it -> it)))
                    .isEqualTo("invalid_dpop_proof");
            var noThumbprint = shop.push(it -> it.customParameter("dpop_jkt", "no thumbprint"));
            assertThat(noThumbprint.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo("invalid_request");
        }

        private void assertBound(AuthorizationCode code) throws Exception {
            assertThat(shop.redeem(code).toErrorResponse().getErrorObject().getCode())
                    .isEqualTo("invalid_grant");
            assertThat(error(shop.redeem(code, DpopKey.es256().proof("POST", tokenEndpoint, null))))
                    .isEqualTo("invalid_grant");
            assertThat(shop.redeem(code, key.proof("POST", tokenEndpoint, null)).getStatusCode())
                    .isEqualTo(200);
        }

        @Test
        void withARefusedProofUseNothingUp() throws Exception {
            var code = code(shop);

            assertThat(error(shop.redeem(code, key.proof("GET", tokenEndpoint, null))))
                    .isEqualTo("invalid_dpop_proof");
            assertThat(error(shop.redeem(code, "nonsense"))).isEqualTo("invalid_dpop_proof");
            var proof = key.proof("POST", tokenEndpoint, null);
            assertThat(shop.redeem(code, proof).getStatusCode()).isEqualTo(200);
        }

        @Test
        @DisplayName("§11.1: a proof is taken once")
        void withAProofThatWasUsedAreRefused() throws Exception {
            var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");
            var proof = key.proof("POST", tokenEndpoint, null);

            assertThat(worker.send(new ClientCredentialsGrant(), proof).getStatusCode())
                    .isEqualTo(200);
            assertThat(error(worker.send(new ClientCredentialsGrant(), proof))).isEqualTo("invalid_dpop_proof");
        }
    }

    @Nested
    @DisplayName("§7: userinfo as a protected resource")
    class ProtectedResource {

        private URI userInfo;
        private String token;

        @BeforeEach
        void boundTokens() throws Exception {
            userInfo = issuer.resolve("/userinfo");
            token = accessToken(shop.redeem(code(shop), key.proof("POST", tokenEndpoint, null)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"DPoP", "dpop", "DPOP"})
        void takesTheTokenWithAProofWhateverTheCaseOfTheScheme(String scheme) {
            assertThat(get(scheme + " " + token, key.proof("GET", userInfo, token))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void takesAPost() {
            var answer = new Browser(issuer)
                    .send(HttpRequest.newBuilder(userInfo)
                            .header("Authorization", "DPoP " + token)
                            .header("DPoP", key.proof("POST", userInfo, token))
                            .POST(BodyPublishers.noBody()));
            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        @DisplayName("§4.3 step 9: addresses that are the same")
        void takesOtherSpellingsOfItsAddress() {
            var address = userInfo.toString();
            for (var spelling : new String[] {
                address + "?query=1",
                address + "#fragment",
                address.replace("http://localhost", "HTTP://LOCALHOST"),
                address.replace("/userinfo", "/./userinfo"),
                address.replace("/userinfo", "/%75serinfo")
            }) {
                assertThat(proved(it -> it.claim("htu", spelling)).status())
                        .as(spelling)
                        .isEqualTo(200);
            }
        }

        @Test
        void takesProofsOfAClockThatIsALittleOff() {
            assertThat(proved(it -> it.issueTime(in(Duration.ofSeconds(10)))).status())
                    .isEqualTo(200);
            assertThat(proved(it -> it.issueTime(in(Duration.ofSeconds(-10)))).status())
                    .isEqualTo(200);
        }

        @Test
        void takesClaimsThatItDoesNotKnow() {
            assertThat(proved(it -> it.claim("unheard", "of")
                                    .expirationTime(in(Duration.ofMinutes(1)))
                                    .notBeforeTime(in(Duration.ofSeconds(-1))))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("§4.3: claims that are wrong or missing")
        void refusesClaimsThatAreWrongOrMissing() {
            var changes = new LinkedHashMap<String, UnaryOperator<JWTClaimsSet.Builder>>();
            changes.put("no jti", it -> it.jwtID(null));
            changes.put("empty jti", it -> it.jwtID(""));
            changes.put("no htm", it -> it.claim("htm", null));
            changes.put("another htm", it -> it.claim("htm", "POST"));
            changes.put("htm in lower case", it -> it.claim("htm", "get"));
            changes.put("htm that is no text", it -> it.claim("htm", 1));
            changes.put("no htu", it -> it.claim("htu", null));
            changes.put("another htu", it -> it.claim("htu", issuer + "/other"));
            changes.put("another host", it -> it.claim("htu", "https://elsewhere.example/userinfo"));
            changes.put("no address", it -> it.claim("htu", "userinfo"));
            changes.put("no iat", it -> it.issueTime(null));
            changes.put("old", it -> it.issueTime(in(Duration.ofHours(-1))));
            changes.put("from the future", it -> it.issueTime(in(Duration.ofHours(1))));
            changes.put("expired", it -> it.expirationTime(in(Duration.ofHours(-1))));
            changes.put("not yet valid", it -> it.notBeforeTime(in(Duration.ofHours(1))));
            changes.put("no ath", it -> it.claim("ath", null));
            changes.put("another ath", it -> it.claim("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));

            changes.forEach((what, change) -> assertRefused(what, proved(change)));
        }

        @Test
        @DisplayName("§4.2: headers that are wrong or missing")
        void refusesHeadersThatAreWrongOrMissing() {
            var changes = new LinkedHashMap<String, UnaryOperator<JWSHeader.Builder>>();
            changes.put("no typ", it -> it.type(null));
            changes.put("typ JWT", it -> it.type(JOSEObjectType.JWT));
            changes.put("no jwk", it -> it.jwk(null));
            changes.put(
                    "somebody else's jwk", it -> it.jwk(DpopKey.es256().key().toPublicJWK()));

            changes.forEach((what, change) -> {
                var proof = key.signed(
                        change.apply(key.header()),
                        DpopKey.claims("GET", userInfo, token).build());
                assertRefused(what, get("DPoP " + token, proof));
            });
        }

        @Test
        @DisplayName("§4.2: a private key has no place in a proof")
        void refusesAPrivateKey() {
            var proof = key.proof("GET", userInfo, token).split("\\.");
            var header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":"
                    + key.key().toJSONString() + "}";

            assertRefused(
                    "private key", get("DPoP " + token, Base64URL.encode(header) + "." + proof[1] + "." + proof[2]));
        }

        @Test
        void refusesOtherAlgorithms() throws Exception {
            var rsa = DpopKey.of("RS256");
            assertThat(error(shop.redeem(code(shop), rsa.proof("POST", tokenEndpoint, null))))
                    .isEqualTo("invalid_dpop_proof");
            var answer = get("DPoP " + token, rsa.proof("GET", userInfo, token));
            assertThat(answer.header("WWW-Authenticate")).contains("alg must be one of");
            assertRefused("RS256", answer);
            var none = new PlainJWT(DpopKey.claims("GET", userInfo, token).build()).serialize();
            assertRefused("none", get("DPoP " + token, none));
        }

        @Test
        void refusesWhatIsNoProof() {
            var good = key.proof("GET", userInfo, token);
            assertRefused("nonsense", get("DPoP " + token, "nonsense"));
            assertRefused("changed", get("DPoP " + token, good.substring(0, good.length() - 6) + "AAAAAA"));
            assertRefused("no proof", userInfo(it -> it.header("Authorization", "DPoP " + token)));
            assertRefused(
                    "two proofs",
                    userInfo(it -> it.header("Authorization", "DPoP " + token)
                            .header("DPoP", good)
                            .header("DPoP", key.proof("GET", userInfo, token))));
        }

        @Test
        void refusesAnotherKey() {
            assertRefused("another key", get("DPoP " + token, DpopKey.es256().proof("GET", userInfo, token)));
        }

        @Test
        @DisplayName("§11.1: a proof is taken once")
        void refusesAProofThatWasUsed() {
            var proof = key.proof("GET", userInfo, token);

            assertThat(get("DPoP " + token, proof).status()).isEqualTo(200);
            assertRefused("used before", get("DPoP " + token, proof));
        }

        @Test
        @DisplayName("§7.2: a bound token is no bearer token, and the other way round")
        void refusesATokenInTheWrongScheme() {
            var bearer = userInfo(it -> it.header("Authorization", "Bearer " + token));
            assertThat(bearer.status()).isEqualTo(401);
            var form = new Browser(issuer)
                    .send(HttpRequest.newBuilder(userInfo)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("access_token=" + token)));
            assertThat(form.status()).isEqualTo(401);

            var unbound =
                    shop.tokens(signedIn(shop)).getTokens().getAccessToken().getValue();
            assertRefused("an unbound token", get("DPoP " + unbound, key.proof("GET", userInfo, unbound)));
        }

        @Test
        @DisplayName("§7.1: the challenge says which algorithms are taken")
        void saysHowToAsk() {
            assertThat(userInfo(it -> it).header("WWW-Authenticate"))
                    .contains("DPoP algs=\"PS256 ES256 EdDSA\"")
                    .contains("Bearer");
            assertThat(get("DPoP " + token, "nonsense").header("WWW-Authenticate"))
                    .startsWith("DPoP error=\"invalid_dpop_proof\"")
                    .contains("algs=\"PS256 ES256 EdDSA\"");
        }

        private Page proved(UnaryOperator<JWTClaimsSet.Builder> change) {
            return get("DPoP " + token, key.proof("GET", userInfo, token, change));
        }

        private Page get(String authorization, String proof) {
            return userInfo(it -> it.header("Authorization", authorization).header("DPoP", proof));
        }

        private Page userInfo(UnaryOperator<HttpRequest.Builder> change) {
            return new Browser(issuer).send(change.apply(HttpRequest.newBuilder(userInfo)));
        }

        private static void assertRefused(String what, Page answer) {
            assertThat(answer.status()).as(what).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).as(what).startsWith("DPoP error=");
        }
    }

    @Nested
    @DisplayName("§8 and §9: nonces")
    class Nonces {

        private RelyingParty party;

        @BeforeEach
        void aClientWithNonces() {
            var client = OwnClient.register(application, "dpop_bound_access_tokens: true", "require_dpop_nonce: true");
            party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid");
        }

        @Test
        void areAskedForAndThenTaken() throws Exception {
            var code = code(party);
            var without = party.redeem(code, key.proof("POST", tokenEndpoint, null));
            assertThat(without.getStatusCode()).isEqualTo(400);
            assertThat(error(without)).isEqualTo("use_dpop_nonce");
            var nonce = without.getHeaderValue("DPoP-Nonce");

            var with = party.redeem(code, key.proof("POST", tokenEndpoint, null, it -> it.claim("nonce", nonce)));
            assertThat(with.getStatusCode()).as(with.getBody()).isEqualTo(200);
            assertThat(with.getHeaderValue("DPoP-Nonce")).isNotBlank();

            var token = accessToken(with);
            var userInfo = issuer.resolve("/userinfo");
            var asked = new Browser(issuer)
                    .send(HttpRequest.newBuilder(userInfo)
                            .header("Authorization", "DPoP " + token)
                            .header("DPoP", key.proof("GET", userInfo, token)));
            assertThat(asked.status()).isEqualTo(401);
            assertThat(asked.header("WWW-Authenticate")).contains("error=\"use_dpop_nonce\"");
            var next = asked.header("DPoP-Nonce");
            var answered = new Browser(issuer)
                    .send(HttpRequest.newBuilder(userInfo)
                            .header("Authorization", "DPoP " + token)
                            .header("DPoP", key.proof("GET", userInfo, token, it -> it.claim("nonce", next))));
            assertThat(answered.status()).isEqualTo(200);
        }

        @Test
        @DisplayName("§10.1: at the endpoint for pushed requests too")
        void areAskedForWithPushedRequests() throws Exception {
            var without = party.push(key.proof("POST", parEndpoint, null), it -> it);
            assertThat(error(without)).isEqualTo("use_dpop_nonce");
            var nonce = without.getHeaderValue("DPoP-Nonce");

            var with = party.push(key.proof("POST", parEndpoint, null, it -> it.claim("nonce", nonce)), it -> it);
            assertThat(with.getStatusCode()).as(with.getBody()).isEqualTo(201);
        }

        @Test
        void ofSomebodyElseAreNotTaken() throws Exception {
            var answer = shop.redeem(
                    code(shop), key.proof("POST", tokenEndpoint, null, it -> it.claim("nonce", "invented")));

            assertThat(error(answer)).isEqualTo("use_dpop_nonce");
        }
    }

    @Test
    @DisplayName("§5.1: the metadata names the algorithms")
    void metadata() {
        assertThat(shop.provider().getDPoPJWSAlgs()).extracting("name").containsExactly("PS256", "ES256", "EdDSA");
    }

    private AuthorizationCode code(RelyingParty party) {
        return party.code(signedIn(party));
    }

    private URI signedIn(RelyingParty party) {
        return ada.signInTo(party, new Browser(issuer));
    }

    private static String accessToken(HTTPResponse answer) throws ParseException {
        return (String) answer.getBodyAsJSONObject().get("access_token");
    }

    private static RefreshToken refreshToken(HTTPResponse answer) throws ParseException {
        return new RefreshToken((String) answer.getBodyAsJSONObject().get("refresh_token"));
    }

    private static String error(HTTPResponse answer) throws ParseException {
        return (String) answer.getBodyAsJSONObject().get("error");
    }

    private static Date in(Duration time) {
        return Date.from(Clock.systemUTC().instant().plus(time));
    }
}
