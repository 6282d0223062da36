package dev.signet.idp.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client's key for DPoP (RFC 9449), and proofs with it that are in order unless a test changes them. */
public record DpopKey(JWK key, JWSAlgorithm algorithm) {

    public static DpopKey es256() {
        try {
            return new DpopKey(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any algorithm, fit for a proof or not. */
    public static DpopKey of(String algorithm) {
        try {
            return switch (algorithm) {
                case "ES256" -> es256();
                case "EdDSA" -> new DpopKey(new OctetKeyPairGenerator(Curve.Ed25519).generate(), JWSAlgorithm.EdDSA);
                default -> new DpopKey(new RSAKeyGenerator(2048).generate(), JWSAlgorithm.parse(algorithm));
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param accessToken null where there is none yet */
    public String proof(String method, URI target, @Nullable String accessToken) {
        return proof(method, target, accessToken, it -> it);
    }

    public String proof(
            String method, URI target, @Nullable String accessToken, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(
                header(), change.apply(claims(method, target, accessToken)).build());
    }

    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK());
    }

    public static JWTClaimsSet.Builder claims(String method, URI target, @Nullable String accessToken) {
        var claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", target.toString())
                .issueTime(Date.from(Clock.systemUTC().instant()));
        return accessToken == null ? claims : claims.claim("ath", hash(accessToken));
    }

    public String signed(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header.build(), claims);
            jwt.sign(signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWSSigner signer() throws JOSEException {
        return switch (key) {
            case ECKey ec -> new ECDSASigner(ec);
            case OctetKeyPair ed -> new Ed25519Signer(ed);
            default -> new RSASSASigner(key.toRSAKey());
        };
    }

    private static String hash(String accessToken) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(accessToken.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
