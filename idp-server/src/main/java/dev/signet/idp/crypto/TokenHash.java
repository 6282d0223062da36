package dev.signet.idp.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a random secret, which is all that the database keeps of it.
 *
 * <p>Fit for values with at least 128 bits of entropy (session ids, codes, links, generated client secrets). Never
 * for what a person chose: that takes a slow hash.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record TokenHash(String hex) {

    /** The hash of {@code secret} in UTF-8. */
    public static TokenHash of(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes, as a {@code bytea} column keeps them. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "TokenHash[" + hex.substring(0, 8) + "…]";
    }
}
