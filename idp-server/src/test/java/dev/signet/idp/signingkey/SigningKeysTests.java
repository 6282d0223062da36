package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTests {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.migrated();

    private final TestClock clock = new TestClock(NOW);
    private final TestSigningKeys node = new TestSigningKeys(DATABASE, clock);
    private final SigningKeys keys = node.keys();

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void whatWasSignedVerifies(String algorithm) throws Exception {
        var claims = Map.of("sub", "alice", "exp", NOW.plusSeconds(300), "aud", List.of("api"));

        var jws = node.signer().sign(algorithm, "at+jwt", claims);

        assertThat(JWSObject.parse(jws).getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(keys.verify(jws)).hasValueSatisfying(jwt -> {
            assertThat(jwt.type()).isEqualTo("at+jwt");
            assertThat(jwt.claims())
                    .isEqualTo(Map.of("sub", "alice", "exp", NOW.getEpochSecond() + 300, "aud", List.of("api")));
        });
    }

    @Test
    void isNotComputedAgainWhileItIsRemembered() {
        var other = new TestSigningKeys(DATABASE, clock);
        var jws = node.signer().sign("ES256", "at+jwt", Map.of("exp", NOW.plusSeconds(300)));
        assertThat(node.genuine().contains(jws)).as("made here").isTrue();
        assertThat(other.genuine().contains(jws)).isFalse();

        assertThat(other.keys().verify(jws)).isPresent();
        assertThat(other.genuine().contains(jws)).as("verified here").isTrue();
        assertThat(other.keys().verify(jws)).isPresent();

        clock.advance(Duration.ofMinutes(5));
        assertThat(other.genuine().contains(jws)).as("expired").isFalse();
    }

    @Test
    void whatAWithdrawnKeySignedIsRefusedThoughItIsRemembered() throws Exception {
        var jws = node.signer().sign("ES256", "at+jwt", Map.of("exp", NOW.plusSeconds(300)));
        assertThat(keys.verify(jws)).isPresent();

        node.rotation().withdraw(List.of(JWSObject.parse(jws).getHeader().getKeyID()));

        assertThat(node.genuine().contains(jws)).isTrue();
        assertThat(keys.verify(jws)).isEmpty();
    }

    @Test
    void aForgeryIsNotRemembered() {
        var jws = node.signer().sign("ES256", "at+jwt", Map.of("exp", NOW.plusSeconds(300)));
        var forged = jws.substring(0, jws.length() - 6) + "AAAAAA";

        assertThat(keys.verify(forged)).isEmpty();
        assertThat(node.genuine().contains(forged)).isFalse();
    }

    @Test
    void rememberedTokensAreBounded() {
        var genuine = new GenuineTokens(clock);
        for (var i = 0; i <= GenuineTokens.MOST; i++) {
            genuine.add("token " + i, NOW.plusSeconds(300).getEpochSecond());
        }

        assertThat(genuine.size()).isEqualTo(GenuineTokens.MOST);
        assertThat(genuine.contains("token 0")).isFalse();
        assertThat(genuine.contains("token " + GenuineTokens.MOST)).isTrue();
    }

    @Test
    void signsWithNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> node.signer().sign("HS256", "JWT", Map.of()));
    }

    @Test
    void refusesAChangedPayload() {
        var parts = node.signer().sign("ES256", "JWT", Map.of("sub", "alice")).split("\\.");
        var other = node.signer().sign("ES256", "JWT", Map.of("sub", "mallory")).split("\\.");
        assertThat(keys.verify(parts[0] + "." + other[1] + "." + parts[2])).isEmpty();
    }

    @Test
    void refusesAlgorithmNone() {
        assertThat(keys.verify(
                        new PlainJWT(new JWTClaimsSet.Builder().subject("alice").build()).serialize()))
                .isEmpty();
    }

    @Test
    void refusesAnHmacUnderThePublicKey() throws Exception {
        var rsa = published(JWSAlgorithm.RS256);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.getKeyID()).build();
        assertThat(keys.verify(signed(
                        header, new MACSigner(rsa.toRSAKey().toRSAPublicKey().getEncoded()))))
                .isEmpty();
    }

    @Test
    void refusesAnotherAlgorithmOfTheSameKeyType() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .keyID(published(JWSAlgorithm.RS256).getKeyID())
                .build();
        assertThat(keys.verify(signed(header, new RSASSASigner(stranger().toRSAKey()))))
                .isEmpty();
    }

    @Test
    void refusesAStrangersKeyEvenInTheHeader() throws Exception {
        var stranger = stranger();
        for (var kid :
                List.of(stranger.getKeyID(), published(JWSAlgorithm.RS256).getKeyID())) {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(kid)
                    .jwk(stranger.toPublicJWK())
                    .build();
            assertThat(keys.verify(signed(header, new RSASSASigner(stranger.toRSAKey()))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "\u0000", "{}"})
    void refusesNonsense(String jws) {
        assertThat(keys.verify(jws)).isEmpty();
    }

    @Test
    void publishesDistinctThumbprintsAndNothingPrivate() throws Exception {
        var published = JWKSet.parse(keys.publishedJwks().json()).getKeys();
        assertThat(published).extracting(JWK::getKeyID).doesNotHaveDuplicates();
        for (var key : published) {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
            assertThat(key.computeThumbprint()).hasToString(key.getKeyID());
            assertThat(key.toJSONObject().keySet())
                    .isSubsetOf(Set.of("kty", "use", "kid", "alg", "n", "e", "crv", "x", "y"));
        }
    }

    @Test
    void seesAtOnceWhatAnotherNodeHasSignedWithANewKey() {
        var other = new TestSigningKeys(DATABASE, clock);
        keys.publishedJwks();
        var kid = kidOf(other.signer().sign("ES256", "JWT", Map.of()));
        clock.advance(Duration.ofSeconds(2)); // less than the staleness, and the key is unknown here

        other.rotation().withdraw(List.of(kid));
        var jws = other.signer().sign("ES256", "JWT", Map.of("sub", "alice"));

        assertThat(keys.verify(jws)).isPresent();
    }

    @Test
    void forgetsAWithdrawnKeyWithinTenSeconds() {
        var other = new TestSigningKeys(DATABASE, clock);
        var jws = node.signer().sign("ES256", "JWT", Map.of());
        other.rotation().withdraw(List.of(kidOf(jws)));

        clock.advance(Duration.ofSeconds(10));

        assertThat(keys.verify(jws)).isEmpty();
        assertThat(other.keys().verify(node.signer().sign("ES256", "JWT", Map.of())))
                .isPresent();
    }

    @Test
    void tellsTypesApart() {
        var logout = node.signer().sign("ES256", "logout+jwt", Map.of());
        assertThat(keys.verify(logout).orElseThrow().type()).isEqualTo(new JOSEObjectType("logout+jwt").getType());
    }

    private JWK published(JWSAlgorithm algorithm) throws Exception {
        return JWKSet.parse(keys.publishedJwks().json()).getKeys().stream()
                .filter(key -> algorithm.equals(key.getAlgorithm()))
                .findFirst()
                .orElseThrow();
    }

    private static JWK stranger() {
        return SigningAlgorithm.RS256.generate();
    }

    private static String signed(JWSHeader header, JWSSigner signer) throws Exception {
        var jws = new JWSObject(header, new Payload(Map.of("sub", "mallory")));
        jws.sign(signer);
        return jws.serialize();
    }

    private static String kidOf(String jws) {
        try {
            return JWSObject.parse(jws).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
