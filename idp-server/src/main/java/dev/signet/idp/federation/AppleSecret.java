package dev.signet.idp.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.federation.Provider.AppleKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/**
 * Apple's client secret: a short JWT signed with a key of ours.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret">Creating a
 *     client secret</a>
 */
final class AppleSecret {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private AppleSecret() {}

    static String sign(Provider provider, AppleKey ids, ProviderSecret pem, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ids.teamId())
                .subject(provider.clientId())
                .audience("https://appleid.apple.com")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ids.keyId()).build(), claims);
        try {
            jwt.sign(new ECDSASigner(keyOf(pem.value()).orElseThrow(), Curve.P_256));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was tried when it was read", e);
        }
    }

    /** The key in {@code pem}; empty if there is none. */
    static Optional<ECPrivateKey> keyOf(String pem) {
        try {
            var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes))
                                    instanceof ECPrivateKey key
                            && Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
