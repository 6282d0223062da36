package dev.signet.idp.passkey;

import com.webauthn4j.data.AuthenticationData;
import dev.signet.idp.passkey.Passkey.State;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator claims, before anything of it was verified.
 *
 * @param credentialId as base64url
 * @param userHandle as base64url; null if it did not say whose the credential is
 * @param isUserVerified whether the authenticator knew who used it just now
 * @param data all of it, for the verification
 */
record Assertion(
        String credentialId,
        @Nullable String userHandle,
        State state,
        boolean isUserVerified,
        AuthenticationData data) {}
