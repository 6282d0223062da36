package dev.signet.idp.authenticator;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person proves themselves with, beside a password.
 *
 * @param name as its owner calls it; empty for recovery codes, of which there is one set
 * @param lastUsedAt null as long as nobody signed in with it
 */
public record Authenticator(
        UUID id,
        Kind kind,
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    /** What can be enrolled. */
    public enum Kind {
        TOTP("totp"),
        PASSKEY("passkey"),
        RECOVERY_CODES("recovery-codes");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The name in the database and in the audit trail. */
        public String code() {
            return code;
        }

        static Kind of(String code) {
            for (var kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown kind of authenticator: " + code);
        }
    }
}
