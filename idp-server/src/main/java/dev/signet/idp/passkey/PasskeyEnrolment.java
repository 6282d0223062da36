package dev.signet.idp.passkey;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.passkey.Challenge.Purpose;
import dev.signet.idp.passkey.RefusedAnswerException.Reason;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Enrols passkeys and security keys (WebAuthn §7.1). */
@Service
class PasskeyEnrolment {

    private static final int BYTES_OF_HANDLE = 64;

    private final Answers answers;
    private final Challenges challenges;
    private final PasskeyRepository passkeys;
    private final PasskeyStore store;
    private final ApplicationEventPublisher events;

    PasskeyEnrolment(
            Answers answers,
            Challenges challenges,
            PasskeyRepository passkeys,
            PasskeyStore store,
            ApplicationEventPublisher events) {
        this.answers = answers;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.store = store;
        this.events = events;
    }

    /** Every way {@link #enrol} can end. */
    sealed interface Outcome {

        /** @param method what the person proved by enrolling it */
        record Enrolled(Method method) implements Outcome {}

        /** The answer was not for us, not for now, or not in order; or somebody has that credential already. */
        record Refused() implements Outcome {}

        /** A security key was asked for, and a passkey came that may be copied to other devices. */
        record NotDeviceBound() implements Outcome {}

        /** The person has as many authenticators as an account can have. */
        record TooMany() implements Outcome {}
    }

    /** What a page needs to have the browser of {@code account} make a credential. */
    CeremonyOptions<CeremonyOptions.Creation> options(Account account, KeyKind kind) {
        var challenge = challenges.next(Purpose.REGISTER, account.id());
        var handle = passkeys.handle(account.id(), Base64Url.decode(RandomSecret.ofBytes(BYTES_OF_HANDLE)));
        return new CeremonyOptions<>(
                challenges.seal(challenge),
                new CeremonyOptions.Creation(
                        new CeremonyOptions.RelyingParty(answers.relyingPartyId(), "Signet"),
                        new CeremonyOptions.User(
                                Base64Url.encode(handle), account.email().value(), account.displayName()),
                        challenge.value(),
                        Answers.ALGORITHMS.stream()
                                .map(COSEAlgorithmIdentifier::getValue)
                                .map(CeremonyOptions.Parameters::of)
                                .toList(),
                        Challenges.TIMEOUT.toMillis(),
                        passkeys.list(account.id()).stream()
                                .map(CeremonyOptions.Descriptor::of)
                                .toList(),
                        selection(kind),
                        kind == KeyKind.SECURITY_KEY ? List.of("security-key") : List.of(),
                        "none",
                        Map.of("credProps", true)));
    }

    private static CeremonyOptions.Selection selection(KeyKind kind) {
        return switch (kind) {
            case PASSKEY -> new CeremonyOptions.Selection(null, "required", true, "preferred");
            case SECURITY_KEY -> new CeremonyOptions.Selection("cross-platform", "discouraged", false, "preferred");
        };
    }

    /**
     * Enrols the credential that a browser made.
     *
     * @param ceremony the sealed challenge, as it came back
     * @param answer the credential as JSON (WebAuthn §5.1.7, {@code toJSON})
     * @param name what its owner calls it; blank if they did not say
     */
    Outcome enrol(AccountId account, KeyKind kind, String ceremony, String answer, String name) {
        try {
            var challenge = challenges
                    .open(ceremony, Purpose.REGISTER, account)
                    .orElseThrow(() -> new RefusedAnswerException(Reason.CHALLENGE, account));
            var made = answers.registration(answer, challenge);
            if (!kind.accepts(!made.isBackupEligible())) {
                return new Outcome.NotDeviceBound();
            }
            return store.add(challenge, made, kind, name)
                    .<Outcome>map(it -> new Outcome.Enrolled(it.method(made.isUserVerified())))
                    .orElseGet(Outcome.TooMany::new);
        } catch (RefusedAnswerException e) {
            events.publishEvent(new PasskeyRefused(account, Purpose.REGISTER, e.reason()));
            return new Outcome.Refused();
        }
    }
}
