package dev.signet.idp.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** The signature algorithms of RFC 7518 that we sign with, one key set each. */
enum SigningAlgorithm {
    RS256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new RSAKeyGenerator(2048);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new RSASSASigner(key.toRSAKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new RSASSAVerifier(key.toRSAKey());
        }
    },
    ES256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new ECDSASigner(key.toECKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new ECDSAVerifier(key.toECKey());
        }
    };

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /** A new key pair whose {@code kid} is its thumbprint (RFC 7638), so that no two keys share one. */
    JWK generate() {
        try {
            return generator()
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(jws())
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform generates keys for " + this, e);
        }
    }

    abstract JWKGenerator<? extends JWK> generator();

    abstract JWSSigner signer(JWK key) throws JOSEException;

    abstract JWSVerifier verifier(JWK key) throws JOSEException;
}
