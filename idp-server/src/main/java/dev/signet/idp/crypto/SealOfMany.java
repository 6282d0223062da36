package dev.signet.idp.crypto;

import java.util.Base64;
import java.util.Optional;

/**
 * A {@link Seal} for any number of values. Random nonces of 96 bits are good for 2^32 values under one key (NIST SP 800-38D
 * §8.3), which a busy year has. So each value has a key of its own, made from 144 random bits that stand in front of it.
 */
public final class SealOfMany {

    private static final int SALT_BYTES = 18;
    private static final int SALT_CHARACTERS = 24;

    private final DerivedKeys.Authenticator keys;

    SealOfMany(DerivedKeys.Authenticator keys) {
        this.keys = keys;
    }

    /** {@code content} in a form that only {@link #open} understands; different each time. */
    public String seal(byte[] content) {
        var salt = RandomSecret.randomBytes(SALT_BYTES);
        return Base64.getUrlEncoder().encodeToString(salt) + under(salt).seal(content);
    }

    /** What was sealed, or empty if {@code sealed} was not made by {@link #seal} under this key. */
    public Optional<byte[]> open(String sealed) {
        if (sealed.length() <= SALT_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var salt = Base64.getUrlDecoder().decode(sealed.substring(0, SALT_CHARACTERS));
            return salt.length == SALT_BYTES ? under(salt).open(sealed.substring(SALT_CHARACTERS)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Seal under(byte[] salt) {
        return new Seal(keys.code(salt));
    }
}
