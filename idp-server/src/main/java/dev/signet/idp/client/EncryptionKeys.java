package dev.signet.idp.client;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Comparator;
import java.util.List;

/** Which keys of a client something can be encrypted with (OpenID Connect Core 1.0 §10.2, RFC 7517 §4.2 and §4.4). */
public final class EncryptionKeys {

    private static final int SMALLEST_RSA_BITS = 2048;

    private EncryptionKeys() {}

    /** Those that fit, the ones that say so themselves first; keys for signatures and for other algorithms are left alone. */
    public static List<JWK> of(JWEAlgorithm algorithm, JWKSet keys) {
        return keys.getKeys().stream()
                .filter(it -> isFor(algorithm, it))
                .filter(it -> !KeyUse.SIGNATURE.equals(it.getKeyUse()))
                .filter(it -> it.getAlgorithm() == null || it.getAlgorithm().equals(algorithm))
                .sorted(Comparator.comparing(it -> it.getKeyUse() == null))
                .toList();
    }

    private static boolean isFor(JWEAlgorithm algorithm, JWK key) {
        return switch (key) {
            case RSAKey rsa -> JWEAlgorithm.Family.RSA.contains(algorithm) && rsa.size() >= SMALLEST_RSA_BITS;
            case ECKey ec ->
                JWEAlgorithm.Family.ECDH_ES.contains(algorithm) && ec.getCurve().equals(Curve.P_256);
            default -> false;
        };
    }
}
