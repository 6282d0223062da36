package dev.signet.idp.clientauthentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.client.Client;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Verifies signatures with the keys that a client registered, in its registration or at an address of its own. */
@Component
public class ClientKeys {

    /** How many keys are tried on an assertion that does not name one. */
    private static final int TRIES = 5;

    private static final int SMALLEST_RSA = 2048;

    private final RemoteKeySets remote;

    ClientKeys(RemoteKeySets remote) {
        this.remote = remote;
    }

    /** Whether a key of {@code client} signed {@code jwt}. Nothing that the JWT says has been checked. */
    public boolean verify(Client client, SignedJWT jwt) {
        return anyOf(client, keys -> verify(keys, jwt));
    }

    /** Whether the client's keys pass {@code test}; those at an address of its own are asked for again if they do not. */
    boolean anyOf(Client client, Predicate<JWKSet> test) {
        var inline = client.jwks();
        if (inline != null) {
            return test.test(inline);
        }
        var address = client.jwksUri();
        if (address == null) {
            return false;
        }
        // a key that we do not know yet may have come since
        return remote.get(client.clientId(), address).filter(test).isPresent()
                || remote.getAgain(client.clientId(), address).filter(test).isPresent();
    }

    private static boolean verify(JWKSet keys, SignedJWT jwt) {
        return new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader()))
                .select(keys).stream().limit(TRIES).anyMatch(key -> verify(key, jwt));
    }

    private static boolean verify(JWK key, SignedJWT jwt) {
        try {
            return isStrong(key) && jwt.verify(verifier(key));
        } catch (JOSEException e) {
            return false; // the key does not fit the algorithm, or the signature is not one
        }
    }

    private static boolean isStrong(JWK key) {
        return !key.getKeyType().equals(KeyType.RSA) || key.size() >= SMALLEST_RSA;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey ec -> new ECDSAVerifier(ec);
            case OctetKeyPair pair -> new Ed25519Verifier(pair.toPublicJWK());
            default -> throw new JOSEException("a key of type " + key.getKeyType() + " verifies nothing");
        };
    }
}
