package dev.signet.idp.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page needs for a ceremony.
 *
 * @param ceremony the challenge in sealed form, to be sent back with the answer
 * @param publicKey the options for the browser, bytes as base64url (WebAuthn §5.1.8, §5.1.9)
 */
record CeremonyOptions<T>(String ceremony, T publicKey) {

    private static final String PUBLIC_KEY = "public-key";

    /** {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn §5.4). */
    record Creation(
            RelyingParty rp,
            User user,
            String challenge,
            List<Parameters> pubKeyCredParams,
            long timeout,
            List<Descriptor> excludeCredentials,
            Selection authenticatorSelection,
            List<String> hints,
            String attestation,
            Map<String, Boolean> extensions) {}

    /** {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn §5.5). */
    record Request(
            String challenge, long timeout, String rpId, List<Descriptor> allowCredentials, String userVerification) {}

    record RelyingParty(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Parameters(String type, long alg) {

        static Parameters of(long algorithm) {
            return new Parameters(PUBLIC_KEY, algorithm);
        }
    }

    record Descriptor(String type, String id, List<String> transports) {

        static Descriptor of(Passkey passkey) {
            return new Descriptor(PUBLIC_KEY, passkey.credentialId(), passkey.transports());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Selection(
            @Nullable String authenticatorAttachment,
            String residentKey,
            boolean requireResidentKey,
            String userVerification) {}
}
