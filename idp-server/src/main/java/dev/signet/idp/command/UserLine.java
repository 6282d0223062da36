package dev.signet.idp.command;

import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.user.NewAccount;

/** What one line of an import comes to. */
sealed interface UserLine {

    long number();

    /** Can become an account. */
    record Usable(long number, NewAccount account, Credential credential) implements UserLine {}

    /** The reason holds no value of the line: it may be a secret. */
    record Refused(long number, String reason) implements UserLine {}

    /** How the person is to sign in. */
    sealed interface Credential {

        record Hash(PasswordHash value) implements Credential {}

        record Password(String value) implements Credential {

            @Override
            public String toString() {
                return "Password[redacted]";
            }
        }

        /** Not with a password. */
        record None() implements Credential {}
    }
}
