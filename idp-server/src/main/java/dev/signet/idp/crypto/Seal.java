package dev.signet.idp.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Authenticated encryption under one derived key, as base64url text. Whoever holds the text can neither read nor change it. */
public final class Seal {

    private static final byte[] NO_ASSOCIATED_DATA = new byte[0];

    private final Aead cipher;

    private Seal(Aead cipher) {
        this.cipher = cipher;
    }

    /** AES-256-GCM, whose random nonces are good for 2^32 values under one key. */
    static Seal aesGcm(byte[] key) {
        return new Seal(new PlatformAesGcm(key));
    }

    /** XChaCha20-Poly1305, whose nonces of 192 bits are good for any number of values. */
    static Seal xChaCha(byte[] key) {
        try {
            return new Seal(new XChaCha20Poly1305(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("XChaCha20-Poly1305 is always available", e);
        }
    }

    /** {@code content} in a form that only {@link #open} understands; different each time. */
    public String seal(byte[] content) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(content, NO_ASSOCIATED_DATA));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be sealed", e);
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
