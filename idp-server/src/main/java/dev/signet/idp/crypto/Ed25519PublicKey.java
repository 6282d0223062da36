package dev.signet.idp.crypto;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key that Ed25519 signatures (RFC 8032) are verified with.
 *
 * @param x the 32 bytes as RFC 8037 §2 writes them: base64url without padding
 */
public record Ed25519PublicKey(String x) {

    public Ed25519PublicKey {
        if (Base64.getUrlDecoder().decode(x).length != Ed25519Verify.PUBLIC_KEY_LEN) {
            throw new IllegalArgumentException("a public key of Ed25519 has 32 bytes");
        }
    }

    static Ed25519PublicKey of(byte[] bytes) {
        return new Ed25519PublicKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The thumbprint of RFC 7638, by which the key can be told from others. */
    public String id() {
        try {
            var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
            var digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether {@code signature} was made over {@code message} with the private key that belongs to this one. */
    public boolean verifies(byte[] signature, byte[] message) {
        try {
            new Ed25519Verify(Base64.getUrlDecoder().decode(x)).verify(signature, message);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
