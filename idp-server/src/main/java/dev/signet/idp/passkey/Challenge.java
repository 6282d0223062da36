package dev.signet.idp.passkey;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator has to sign.
 *
 * @param value 256 random bits as base64url, which is how a browser repeats it
 * @param purpose the ceremony that it was made for; no other takes the answer
 * @param account whose answer it has to be; null if that is what the answer tells
 */
record Challenge(String value, Purpose purpose, @Nullable AccountId account, Instant expiresAt) {

    /** The ceremonies (WebAuthn §7). */
    enum Purpose {
        /** Enrolling a credential. */
        REGISTER,
        /** Signing in with nothing but a passkey. */
        SIGN_IN,
        /** A further factor for somebody who is known already. */
        PROVE
    }
}
