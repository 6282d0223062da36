package dev.signet.idp.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential record (WebAuthn §4).
 *
 * @param credential AAGUID, credential id and public key
 * @param state what changes with its use
 * @param isBackupEligible whether it may be synchronised; never changes
 * @param transports how browsers reach it, as they named them
 * @param cloneSuspectedAt when its counter last went back; null if it never did
 */
record Passkey(
        UUID authenticator,
        AccountId account,
        AttestedCredentialData credential,
        State state,
        boolean isBackupEligible,
        List<String> transports,
        @Nullable Instant cloneSuspectedAt) {

    /**
     * What an authenticator says about itself each time.
     *
     * @param signCount uses so far, an unsigned 32-bit number; always 0 with authenticators that do not count
     * @param isUvInitialised whether it ever verified its user
     * @param isBackedUp whether there is a copy somewhere else now
     */
    record State(long signCount, boolean isUvInitialised, boolean isBackedUp) {}

    /** The id as text, as browsers send it. */
    String credentialId() {
        return Base64Url.encode(credential.getCredentialId());
    }

    /** What somebody proves with it. */
    Method method(boolean userVerified) {
        return method(!isBackupEligible, userVerified);
    }

    static Method method(boolean isDeviceBound, boolean userVerified) {
        if (isDeviceBound) {
            return userVerified ? Method.VERIFIED_HARDWARE_KEY : Method.HARDWARE_KEY;
        }
        return userVerified ? Method.VERIFIED_SOFTWARE_KEY : Method.SOFTWARE_KEY;
    }
}
