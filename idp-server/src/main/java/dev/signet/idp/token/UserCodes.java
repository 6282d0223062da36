package dev.signet.idp.token;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The codes that people type from one screen to another (RFC 8628 §6.1): eight letters without vowels, so that they spell
 * nothing, which is 34 bits.
 */
public final class UserCodes {

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int HALF = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private UserCodes() {}

    static String next() {
        var code = new StringBuilder();
        for (var i = 0; i < 2 * HALF; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.insert(HALF, '-').toString();
    }

    /** A code as we show it, however somebody typed it; empty if it cannot be one. */
    public static Optional<String> read(String typed) {
        var code = new StringBuilder();
        for (var letter : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (LETTERS.indexOf(letter) >= 0) {
                code.append(letter);
            } else if (Character.isLetterOrDigit(letter)) {
                return Optional.empty();
            }
        }
        return code.length() == 2 * HALF ? Optional.of(code.insert(HALF, '-').toString()) : Optional.empty();
    }
}
