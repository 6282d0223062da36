package dev.signet.idp.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import dev.signet.idp.passkey.Passkey.State;
import java.util.List;

/**
 * What somebody's authenticator made, verified.
 *
 * @param isUserVerified whether the authenticator knew who used it just now
 */
record NewCredential(
        AttestedCredentialData credential,
        State state,
        boolean isUserVerified,
        boolean isBackupEligible,
        List<String> transports) {}
