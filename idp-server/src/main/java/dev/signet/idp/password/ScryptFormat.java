package dev.signet.idp.password;

import com.password4j.ScryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** scrypt (RFC 7914) as a PHC string: {@code $scrypt$ln=<log2 N>,r=<block>,p=<parallel>$<salt>$<hash>}. */
class ScryptFormat implements HashFormat {

    private static final long MOST_MEMORY = 256L << 20;
    private static final int BYTES_PER_UNIT = 128;
    private static final Pattern TEXT =
            Pattern.compile("\\$scrypt\\$ln=(?<ln>[1-9]\\d?),r=(?<r>[1-9]\\d{0,2}),p=(?<p>[1-9]\\d?)"
                    + "\\$(?<salt>[A-Za-z0-9+/]{4,86})\\$(?<hash>[A-Za-z0-9+/]{22,86})");

    @Override
    public boolean claims(String hash) {
        return hash.startsWith("$scrypt$");
    }

    @Override
    public Optional<String> problemOf(String hash) {
        var parts = TEXT.matcher(hash);
        if (!parts.matches()) {
            return Optional.of("is not a well-formed scrypt hash ($scrypt$ln=…,r=…,p=…$salt$hash)");
        }
        try {
            Base64.getDecoder().decode(parts.group("salt"));
            Base64.getDecoder().decode(parts.group("hash"));
        } catch (IllegalArgumentException e) {
            return Optional.of("has a salt or hash that is not base64");
        }
        var log2 = number(parts, "ln");
        var work = log2 > 30 ? Long.MAX_VALUE : (1L << log2) * BYTES_PER_UNIT * number(parts, "r") * number(parts, "p");
        return work > MOST_MEMORY
                ? Optional.of("asks for more than 256 MiB of memory and passes together")
                : Optional.empty();
    }

    @Override
    public boolean verify(String hash, String password) {
        var parts = TEXT.matcher(hash);
        if (!parts.matches()) {
            return false;
        }
        var expected = Base64.getDecoder().decode(parts.group("hash"));
        var scrypt = ScryptFunction.getInstance(
                1 << number(parts, "ln"), number(parts, "r"), number(parts, "p"), expected.length);
        try {
            var salt = Base64.getDecoder().decode(parts.group("salt"));
            var actual = scrypt.scrypt(password.getBytes(StandardCharsets.UTF_8), salt, expected.length);
            return MessageDigest.isEqual(expected, actual);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("scrypt needs nothing but HMAC-SHA-256", e);
        }
    }

    private static int number(Matcher parts, String group) {
        return Integer.parseInt(parts.group(group));
    }
}
