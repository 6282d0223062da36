package dev.signet.idp.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018 §5.2) as a PHC string, {@code $pbkdf2-sha256$i=<iterations>[,l=<length>]$<salt>$<hash>}, or as
 * Passlib writes it, {@code $pbkdf2-sha256$<iterations>$<salt>$<hash>}; SHA-256 or SHA-512.
 */
class Pbkdf2Format implements HashFormat {

    private static final int MOST_ITERATIONS = 5_000_000;
    private static final Pattern TEXT = Pattern.compile("\\$pbkdf2-(?<digest>sha256|sha512)\\$(i=)?(?<iterations>[1-9]"
            + "\\d{0,8})(,l=\\d{1,3})?\\$(?<salt>[A-Za-z0-9+/.]{4,86})\\$(?<hash>[A-Za-z0-9+/.]{22,86})");

    @Override
    public boolean claims(String hash) {
        return hash.startsWith("$pbkdf2");
    }

    @Override
    public Optional<String> problemOf(String hash) {
        var parts = TEXT.matcher(hash);
        if (!parts.matches()) {
            return Optional.of("is not a well-formed PBKDF2 hash ($pbkdf2-sha256$i=…$salt$hash, also sha512)");
        }
        try {
            decode(parts.group("salt"));
            decode(parts.group("hash"));
        } catch (IllegalArgumentException e) {
            return Optional.of("has a salt or hash that is not base64");
        }
        return Integer.parseInt(parts.group("iterations")) > MOST_ITERATIONS
                ? Optional.of("has more than " + MOST_ITERATIONS + " iterations")
                : Optional.empty();
    }

    @Override
    public boolean verify(String hash, String password) {
        var parts = TEXT.matcher(hash);
        if (!parts.matches() || password.isEmpty()) {
            return false;
        }
        var expected = decode(parts.group("hash"));
        var key = new PBEKeySpec(
                password.toCharArray(),
                decode(parts.group("salt")),
                Integer.parseInt(parts.group("iterations")),
                expected.length * Byte.SIZE);
        try {
            var algorithm = "PBKDF2WithHmac" + parts.group("digest").toUpperCase(Locale.ROOT);
            var actual = SecretKeyFactory.getInstance(algorithm).generateSecret(key);
            return MessageDigest.isEqual(expected, actual.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with SHA-2", e);
        } finally {
            key.clearPassword();
        }
    }

    /** Passlib writes a dot for the plus. */
    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }
}
