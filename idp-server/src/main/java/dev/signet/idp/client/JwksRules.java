package dev.signet.idp.client;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a key set in a registration must look like (RFC 7517, RFC 7591 §2). Answers with the violation, or empty. */
final class JwksRules {

    private static final int SMALLEST_RSA_BITS = 2048;

    /** Members that make a key private or symmetric (RFC 7518 §6). */
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JwksRules() {}

    /** @param verifies whether signatures are verified with it, for which a key has to be there */
    static Optional<String> violationOf(Map<String, Object> jwks, boolean verifies) {
        if (mentionsASecret(jwks)) {
            return Optional.of("holds a private or symmetric key, only public keys belong here, RFC 7591 §2");
        }
        try {
            return violationOf(JWKSet.parse(jwks), verifies);
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.of("not a JWK set, RFC 7517 §5: " + e.getMessage());
        }
    }

    private static Optional<String> violationOf(JWKSet keys, boolean verifies) {
        if (keys.isEmpty()) {
            return Optional.of("holds no key, RFC 7517 §5");
        }
        var ids = new HashSet<String>();
        for (var key : keys.getKeys()) {
            if (key.getKeyID() != null && !ids.add(key.getKeyID())) {
                return Optional.of("two keys have the kid " + key.getKeyID() + ", RFC 7517 §4.5");
            }
            if (!isKnown(key)) {
                return Optional.of("keys must be RSA of at least " + SMALLEST_RSA_BITS
                        + " bits, EC on P-256 or Ed25519, RFC 7518 §3.1");
            }
        }
        return verifies && keys.getKeys().stream().allMatch(it -> KeyUse.ENCRYPTION.equals(it.getKeyUse()))
                ? Optional.of("every key is for encryption, and none verifies a signature, RFC 7517 §4.2")
                : Optional.empty();
    }

    /** Whether something can be encrypted with one of {@code jwks}; false if that is no JWK set. */
    static boolean hasKeyFor(JWEAlgorithm algorithm, Map<String, Object> jwks) {
        try {
            return !EncryptionKeys.of(algorithm, JWKSet.parse(jwks)).isEmpty();
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isKnown(JWK key) {
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= SMALLEST_RSA_BITS;
            case ECKey ec -> ec.getCurve().equals(Curve.P_256);
            case OctetKeyPair pair -> pair.getCurve().equals(Curve.Ed25519);
            default -> false;
        };
    }

    private static boolean mentionsASecret(Map<String, Object> jwks) {
        return jwks.get("keys") instanceof Iterable<?> keys && anyIsSecret(keys);
    }

    private static boolean anyIsSecret(Iterable<?> keys) {
        for (var key : keys) {
            if (key instanceof Map<?, ?> members && members.keySet().stream().anyMatch(SECRET_MEMBERS::contains)) {
                return true;
            }
        }
        return false;
    }
}
