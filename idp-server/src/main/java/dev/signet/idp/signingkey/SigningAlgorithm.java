package dev.signet.idp.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The signature algorithms of RFC 7518 and RFC 8037 that we sign with, by the names that {@code alg} has for them. One key
 * set each: a key is for one algorithm only (RFC 8725 §3.1).
 */
enum SigningAlgorithm {
    RS256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new RSAKeyGenerator(2048);
        }

        @Override
        JWSSigner signer(JWK key, SignatureProvider provider) throws JOSEException {
            return provider.using(
                    new RSASSASigner(provider.translate(key.toRSAKey().toPrivateKey())));
        }

        @Override
        JWSVerifier verifier(JWK key, SignatureProvider provider) throws JOSEException {
            return provider.using(new RSASSAVerifier(
                    (RSAPublicKey) provider.translate(key.toRSAKey().toPublicKey())));
        }
    },
    PS256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return RS256.generator();
        }

        @Override
        JWSSigner signer(JWK key, SignatureProvider provider) throws JOSEException {
            return RS256.signer(key, provider);
        }

        @Override
        JWSVerifier verifier(JWK key, SignatureProvider provider) throws JOSEException {
            return RS256.verifier(key, provider);
        }
    },
    ES256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK key, SignatureProvider provider) throws JOSEException {
            return provider.using(
                    new ECDSASigner(provider.translate(key.toECKey().toPrivateKey()), Curve.P_256));
        }

        @Override
        JWSVerifier verifier(JWK key, SignatureProvider provider) throws JOSEException {
            return provider.using(new ECDSAVerifier(
                    (ECPublicKey) provider.translate(key.toECKey().toPublicKey())));
        }
    },
    /** Nimbus has Tink compute these and takes no other provider. */
    @SuppressWarnings("MemberName") // as RFC 8037 §3.1 spells it
    EdDSA {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new OctetKeyPairGenerator(Curve.Ed25519);
        }

        @Override
        JWSSigner signer(JWK key, SignatureProvider provider) throws JOSEException {
            return new Ed25519Signer(key.toOctetKeyPair());
        }

        @Override
        JWSVerifier verifier(JWK key, SignatureProvider provider) throws JOSEException {
            return new Ed25519Verifier(key.toOctetKeyPair());
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

    abstract JWSSigner signer(JWK key, SignatureProvider provider) throws JOSEException;

    abstract JWSVerifier verifier(JWK key, SignatureProvider provider) throws JOSEException;
}
