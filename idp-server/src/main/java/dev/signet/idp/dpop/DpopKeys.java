package dev.signet.idp.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;

/** The signatures that a proof may have: those of FAPI 2.0 Security Profile §5.4.1, and no other. */
final class DpopKeys {

    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 8192;

    private DpopKeys() {}

    /** Whether {@code proof} was signed with the private part of {@code key}, with the algorithm that is for such keys. */
    static boolean verify(SignedJWT proof, JWK key) {
        try {
            var verifier = verifier(proof.getHeader().getAlgorithm(), key);
            return verifier.isPresent() && proof.verify(verifier.get());
        } catch (JOSEException e) {
            return false; // not a point of the curve, or not a signature
        }
    }

    private static Optional<JWSVerifier> verifier(JWSAlgorithm algorithm, JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa
            when algorithm.equals(JWSAlgorithm.PS256) && rsa.size() >= SMALLEST_RSA && rsa.size() <= LARGEST_RSA ->
                Optional.of(new RSASSAVerifier(rsa));
            case ECKey ec
            when algorithm.equals(JWSAlgorithm.ES256) && ec.getCurve().equals(Curve.P_256) ->
                Optional.of(new ECDSAVerifier(ec));
            case OctetKeyPair ed
            when algorithm.equals(JWSAlgorithm.EdDSA) && ed.getCurve().equals(Curve.Ed25519) ->
                Optional.of(new Ed25519Verifier(ed));
            default -> Optional.empty();
        };
    }
}
