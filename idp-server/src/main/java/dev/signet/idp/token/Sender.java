package dev.signet.idp.token;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * What whoever sent a request proved to hold. Tokens are bound to it, and are good for nobody else.
 *
 * @param dpopKey thumbprint of the key of a DPoP proof (RFC 9449 §6.1)
 * @param certificate SHA-256 of the certificate of the TLS connection (RFC 8705 §3.1)
 */
record Sender(@Nullable String dpopKey, @Nullable String certificate) {

    static final Sender UNKNOWN = new Sender(null, null);

    private static final String JKT = "jkt";
    private static final String X5T = "x5t#S256";

    /** What a {@code cnf} claim says (RFC 7800 §3.1). */
    static Sender confirmedBy(@Nullable Object claim) {
        return claim instanceof Map<?, ?> methods
                ? new Sender(
                        methods.get(JKT) instanceof String jkt ? jkt : null,
                        methods.get(X5T) instanceof String x5t ? x5t : null)
                : UNKNOWN;
    }

    /** The {@code cnf} claim; empty if there is nothing to bind to. */
    Map<String, Object> confirmation() {
        var methods = new LinkedHashMap<String, Object>();
        if (dpopKey != null) {
            methods.put(JKT, dpopKey);
        }
        if (certificate != null) {
            methods.put(X5T, certificate);
        }
        return methods;
    }

    OAuth2AccessToken.TokenType tokenType() {
        return dpopKey == null ? OAuth2AccessToken.TokenType.BEARER : OAuth2AccessToken.TokenType.DPOP;
    }

    /** Whether {@code other} holds everything that this names. */
    boolean isHeldBy(Sender other) {
        return (dpopKey == null || dpopKey.equals(other.dpopKey))
                && (certificate == null || certificate.equals(other.certificate));
    }
}
