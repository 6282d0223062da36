package dev.signet.idp.client;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;

/**
 * A secret that was made for a client. This is the only copy: show it to the operator and forget it.
 *
 * @param value 256 random bits, base64url
 */
public record GeneratedSecret(String clientId, String value) {

    static GeneratedSecret make(String clientId) {
        return new GeneratedSecret(clientId, RandomSecret.next());
    }

    TokenHash hash() {
        return TokenHash.of(value);
    }

    /** By which somebody tells it from others. */
    String hint() {
        return hint(value);
    }

    /** The last four characters of {@code secret}. */
    static String hint(String secret) {
        return secret.substring(secret.length() - 4);
    }

    @Override
    public String toString() {
        return "GeneratedSecret[" + clientId + ", redacted]";
    }
}
