package dev.signet.idp.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.Base64UrlUtil;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.signet.idp.passkey.Passkey.State;
import dev.signet.idp.passkey.RefusedAnswerException.Reason;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and verifies what authenticators answer, as far as that takes nothing but the answer, the challenge and the
 * credential record: WebAuthn §7.1 from step 7 and §7.2 from step 8, by webauthn4j. The attestation is not looked at.
 */
@Component
class Answers {

    /** In order of preference: short and fast, the same with other mathematics, and what TPMs of Windows have. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    /** More than any browser sends, with certificates of every kind. */
    private static final int LONGEST = 64 * 1024;

    private static final int MOST_TRANSPORTS = 8;

    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager();
    private final String relyingPartyId;
    private final Origin origin;

    Answers(IdpProperties idp) {
        this.relyingPartyId = idp.issuer().getHost();
        this.origin = new Origin(idp.issuer().toString());
        // The counter is compared where it is stored, so that of two answers at the same moment one counts.
        webAuthn.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(_ -> {});
    }

    /** The RP ID: what a credential is bound to. */
    String relyingPartyId() {
        return relyingPartyId;
    }

    /** A new credential; its user was there, whether verified or not. */
    NewCredential registration(String json, Challenge challenge) {
        var parameters = new RegistrationParameters(
                server(challenge),
                ALGORITHMS.stream()
                        .map(it -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, it))
                        .toList(),
                false,
                true);
        return checked(challenge.account(), () -> {
            var registration = webAuthn.parseRegistrationResponseJSON(shortEnough(json));
            webAuthn.verify(registration, parameters);
            return newCredential(registration);
        });
    }

    /** An assertion as it claims to be. */
    Assertion assertion(String json) {
        return checked(null, () -> assertion(webAuthn.parseAuthenticationResponseJSON(shortEnough(json))));
    }

    /** Verifies that {@code assertion} was made with {@code passkey}, for {@code challenge}, here. */
    void verify(Assertion assertion, Passkey passkey, Challenge challenge, boolean isVerificationRequired) {
        var parameters = new AuthenticationParameters(
                server(challenge),
                new CredentialRecordImpl(
                        new NoneAttestationStatement(),
                        passkey.state().isUvInitialised(),
                        passkey.isBackupEligible(),
                        passkey.state().isBackedUp(),
                        passkey.state().signCount(),
                        passkey.credential(),
                        null,
                        null,
                        null,
                        null),
                null,
                isVerificationRequired,
                true);
        checked(passkey.account(), () -> webAuthn.verify(assertion.data(), parameters));
    }

    private static NewCredential newCredential(RegistrationData registration) {
        var data = present(present(registration.getAttestationObject()).getAuthenticatorData());
        var credential = present(data.getAttestedCredentialData());
        if (credential.getCredentialId().length == 0) {
            throw new IllegalArgumentException("a credential has an id");
        }
        return new NewCredential(
                credential,
                new State(data.getSignCount(), data.isFlagUV(), data.isFlagBS()),
                data.isFlagUV(),
                data.isFlagBE(),
                transports(registration.getTransports()));
    }

    /** They are only ever handed back to browsers; what is no word is left out (WebAuthn §5.8.4 lets any come). */
    private static List<String> transports(@Nullable Set<AuthenticatorTransport> claimed) {
        return Optional.ofNullable(claimed).orElse(Set.of()).stream()
                .map(AuthenticatorTransport::getValue)
                .filter(it -> it.matches("[a-z-]{1,20}"))
                .sorted()
                .limit(MOST_TRANSPORTS)
                .toList();
    }

    private static Assertion assertion(AuthenticationData assertion) {
        var data = present(assertion.getAuthenticatorData());
        var userHandle =
                Base64UrlUtil.encodeToString(Objects.requireNonNullElse(assertion.getUserHandle(), new byte[0]));
        return new Assertion(
                Base64UrlUtil.encodeToString(Objects.requireNonNull(assertion.getCredentialId())),
                userHandle.isEmpty() ? null : userHandle,
                new State(data.getSignCount(), data.isFlagUV(), data.isFlagBS()),
                data.isFlagUV(),
                assertion);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException("a part is missing");
        }
        return part;
    }

    private ServerProperty server(Challenge challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(relyingPartyId)
                .challenge(new DefaultChallenge(Base64Url.decode(challenge.value())))
                .build();
    }

    private static String shortEnough(String json) {
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException("longer than any answer");
        }
        return json;
    }

    /** What strangers send makes parsers of JSON, CBOR and certificates fail in any way that they can. */
    private static <T> T checked(@Nullable AccountId account, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw new RefusedAnswerException(reason(e), account);
        }
    }

    private static Reason reason(RuntimeException problem) {
        return switch (problem) {
            case BadChallengeException _, MissingChallengeException _ -> Reason.CHALLENGE;
            case BadOriginException _, BadTopOriginException _, CrossOriginException _ -> Reason.ORIGIN;
            case BadRpIdException _ -> Reason.RELYING_PARTY;
            case UserNotPresentException _ -> Reason.USER_PRESENCE;
            case UserNotVerifiedException _ -> Reason.USER_VERIFICATION;
            case NotAllowedAlgorithmException _ -> Reason.ALGORITHM;
            case BadSignatureException _ -> Reason.SIGNATURE;
            case VerificationException _ -> Reason.NOT_VERIFIED;
            default -> Reason.MALFORMED;
        };
    }
}
