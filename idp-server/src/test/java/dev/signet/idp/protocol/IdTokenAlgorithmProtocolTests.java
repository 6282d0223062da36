package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect Core §2, §5.3.2, Registration §2: how the client wants it signed")
class IdTokenAlgorithmProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void isWhatTheClientAsksFor(String algorithm) throws Exception {
        var client = OwnClient.register(application, "id_token_signed_response_alg: " + algorithm);
        var party = RelyingParty.registered(idp.issuer(), client.id(), client.basic(), "openid");
        var code = party.code(Persona.ada(application).signInTo(party, new Browser(idp.issuer())));

        var tokens = (OIDCTokenResponse) party.redeem(code).toSuccessResponse();

        var idToken = (SignedJWT) tokens.getOIDCTokens().getIDToken();
        assertThat(idToken.getHeader().getAlgorithm()).hasToString(algorithm);
        var key = JWKSet.load(party.provider().getJWKSetURI().toURL())
                .getKeyByKeyId(idToken.getHeader().getKeyID());
        assertThat(key.getAlgorithm()).hasToString(algorithm);
        assertThat(idToken.verify(verifier(key))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    @DisplayName("userinfo_signed_response_alg: a JWT from the issuer for the client, with the claims")
    void userinfoToo(String algorithm) throws Exception {
        var client = OwnClient.register(application, "userinfo_signed_response_alg: " + algorithm);
        var party = RelyingParty.registered(idp.issuer(), client.id(), client.basic(), "openid");
        var ada = Persona.ada(application);
        var tokens = party.tokens(ada.signInTo(party, new Browser(idp.issuer())));

        var answer = party.userInfo(tokens.getTokens().getBearerAccessToken()).toSuccessResponse();

        var userInfo = (SignedJWT) answer.getUserInfoJWT();
        assertThat(userInfo.getHeader().getAlgorithm()).hasToString(algorithm);
        assertThat(userInfo.getJWTClaimsSet().getIssuer())
                .isEqualTo(idp.issuer().toString());
        assertThat(userInfo.getJWTClaimsSet().getAudience()).containsExactly(client.id());
        assertThat(userInfo.getJWTClaimsSet().getSubject()).isEqualTo(ada.id().toString());
        var keys = JWKSet.load(party.provider().getJWKSetURI().toURL());
        assertThat(userInfo.verify(
                        verifier(keys.getKeyByKeyId(userInfo.getHeader().getKeyID()))))
                .isTrue();
    }

    @Test
    void isPublishedInTheMetadata() {
        var metadata = RelyingParty.shop(idp.issuer(), "openid").provider().getIDTokenJWSAlgs();

        assertThat(metadata).extracting("name").containsExactly("RS256", "PS256", "ES256", "EdDSA");
    }

    private static JWSVerifier verifier(JWK key) throws Exception {
        return switch (key) {
            case ECKey ec -> new ECDSAVerifier(ec);
            case OctetKeyPair ed -> new Ed25519Verifier(ed);
            default -> new RSASSAVerifier(key.toRSAKey());
        };
    }
}
