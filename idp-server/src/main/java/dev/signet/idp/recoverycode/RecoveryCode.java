package dev.signet.idp.recoverycode;

import dev.signet.idp.crypto.RandomSecret;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One code: ten characters of Crockford's base 32, 50 random bits. The alphabet has no i, l, o and u; who reads one of the
 * first three off a paper meant the digit.
 *
 * @param characters without the hyphen
 */
record RecoveryCode(String characters) {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;
    private static final Pattern VALID = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");

    static RecoveryCode random() {
        var text = new StringBuilder();
        for (var random : RandomSecret.randomBytes(LENGTH)) {
            text.append(ALPHABET.charAt(random & 31));
        }
        return new RecoveryCode(text.toString());
    }

    /** A code as typed or pasted, in either case, with or without its hyphen; empty if it cannot be one. */
    static Optional<RecoveryCode> parse(String typed) {
        var characters = SEPARATORS
                .matcher(typed)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
        return VALID.matcher(characters).matches() ? Optional.of(new RecoveryCode(characters)) : Optional.empty();
    }

    /** As people see it: {@code 7k2mp-x4q9d}. */
    String text() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "RecoveryCode[redacted]";
    }
}
