package dev.signet.idp.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** AES-256-GCM under one derived key, as base64url text. Whoever holds the text can neither read nor change it. */
public final class Seal {

    private static final byte[] NO_ASSOCIATED_DATA = new byte[0];

    private final AesGcmJce cipher;

    Seal(byte[] key) {
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is always available", e);
        }
    }

    /** {@code content} in a form that only {@link #open} understands; different each time. */
    public String seal(byte[] content) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(content, NO_ASSOCIATED_DATA));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM could not encrypt", e);
        }
    }

    /** What was sealed, or empty if {@code sealed} was not made by {@link #seal} under this key. */
    public Optional<byte[]> open(String sealed) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(cipher.decrypt(bytes, NO_ASSOCIATED_DATA));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
