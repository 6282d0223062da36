package dev.signet.idp.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Random values that cannot be guessed, as base64url text without padding. */
public final class RandomSecret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /** 256 bits, 43 characters. */
    public static String next() {
        return ofBytes(32);
    }

    /** {@code bytes} random bytes; the text is a third longer. */
    public static String ofBytes(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes));
    }

    /** For keys that others compute with too; whatever only we read is {@link #next}. */
    public static byte[] randomBytes(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return value;
    }
}
