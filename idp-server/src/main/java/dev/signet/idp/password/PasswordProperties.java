package dev.signet.idp.password;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules for a password that somebody chooses.
 *
 * @param minLength fewest characters; at least 8 (NIST SP 800-63B-4 §3.1.1.2)
 * @param maxLength most characters; at least 64 by the same section
 * @param history how many of the last passwords, the current one included, cannot be chosen again; 0 allows all
 * @param kinds how many kinds of characters there have to be: small letters, capitals, digits, others. 0, the default,
 *     does not ask: such rules make passwords worse (the same section)
 * @param expiresAfter how old a password gets before a new one has to be chosen; not set, the default, is for ever, as
 *     the same section asks: who has to change it again and again chooses worse ones
 */
@ConfigurationProperties("idp.password")
record PasswordProperties(
        @DefaultValue("12") int minLength,
        @DefaultValue("128") int maxLength,
        @DefaultValue("5") int history,
        @DefaultValue("0") int kinds,
        @Nullable Duration expiresAfter) {

    private static final int MOST = 1024;
    private static final int LONGEST_HISTORY = 24; // each costs a slow hash
    private static final int KINDS = 4;

    PasswordProperties {
        if (minLength < 8) {
            throw new InvalidSettingException("idp.password.min-length must be at least 8");
        }
        if (maxLength < 64 || maxLength > MOST) {
            throw new InvalidSettingException("idp.password.max-length must be from 64 to " + MOST);
        }
        if (minLength > maxLength) {
            throw new InvalidSettingException("idp.password.min-length must not exceed idp.password.max-length");
        }
        if (history < 0 || history > LONGEST_HISTORY) {
            throw new InvalidSettingException("idp.password.history must be from 0 to " + LONGEST_HISTORY);
        }
        if (expiresAfter != null && !expiresAfter.isPositive()) {
            throw new InvalidSettingException("idp.password.expires-after must be positive");
        }
        if (kinds < 0 || kinds > KINDS) {
            throw new InvalidSettingException("idp.password.kinds must be from 0 to " + KINDS);
        }
    }
}
