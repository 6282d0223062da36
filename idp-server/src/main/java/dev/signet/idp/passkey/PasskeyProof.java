package dev.signet.idp.passkey;

import dev.signet.idp.passkey.Challenge.Purpose;
import dev.signet.idp.passkey.RefusedAnswerException.Reason;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.LimitReachedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Proves people with their passkeys and security keys (WebAuthn §7.2). */
@Service
class PasskeyProof {

    private final Answers answers;
    private final Challenges challenges;
    private final PasskeyRepository passkeys;
    private final PasskeyUse use;
    private final Limits limits;
    private final ApplicationEventPublisher events;

    PasskeyProof(
            Answers answers,
            Challenges challenges,
            PasskeyRepository passkeys,
            PasskeyUse use,
            Limits limits,
            ApplicationEventPublisher events) {
        this.answers = answers;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.use = use;
        this.limits = limits;
        this.events = events;
    }

    /**
     * What somebody has to prove.
     *
     * @param account who they said that they are; null if the passkey alone tells
     * @param kind what will do
     * @param isVerificationRequired whether the authenticator has to verify its user, by PIN, finger or face
     */
    record Demand(@Nullable AccountId account, KeyKind kind, boolean isVerificationRequired) {

        /** Any passkey of anybody that knows its user: two factors at once. */
        static final Demand SIGN_IN = new Demand(null, KeyKind.PASSKEY, true);

        private Purpose purpose() {
            return account == null ? Purpose.SIGN_IN : Purpose.PROVE;
        }
    }

    /** Every way {@link #verify} can end. */
    sealed interface Outcome {

        /** @param method how {@code account} was proved */
        record Proved(AccountId account, Method method) implements Outcome {}

        /** Whatever was wrong; the audit trail knows. */
        record Refused() implements Outcome {}
    }

    /** What a page needs to have the browser ask for a passkey. */
    CeremonyOptions<CeremonyOptions.Request> options(Demand demand) {
        var challenge = challenges.next(demand.purpose(), demand.account());
        return new CeremonyOptions<>(
                challenges.seal(challenge),
                new CeremonyOptions.Request(
                        challenge.value(),
                        Challenges.TIMEOUT.toMillis(),
                        answers.relyingPartyId(),
                        allowed(demand),
                        demand.isVerificationRequired() ? "required" : "preferred"));
    }

    private List<CeremonyOptions.Descriptor> allowed(Demand demand) {
        if (demand.account() == null) {
            return List.of();
        }
        return passkeys.list(demand.account()).stream()
                .filter(it -> demand.kind().accepts(!it.isBackupEligible()))
                .map(CeremonyOptions.Descriptor::of)
                .toList();
    }

    /**
     * Verifies an answer, and takes it if it is the first to its challenge.
     *
     * @param ceremony the sealed challenge, as it came back
     * @param answer the credential as JSON (WebAuthn §5.1.7, {@code toJSON})
     * @throws LimitReachedException after too many refusals from the same address
     */
    Outcome verify(Demand demand, String ceremony, String answer) {
        var attempt = Attempt.of(Limit.PASSKEY, Subject.caller());
        limits.check(attempt).orThrow();
        try {
            var challenge = challenges
                    .open(ceremony, demand.purpose(), demand.account())
                    .orElseThrow(() -> new RefusedAnswerException(Reason.CHALLENGE, demand.account()));
            var assertion = answers.assertion(answer);
            var passkey = identify(assertion, demand);
            answers.verify(assertion, passkey, challenge, demand.isVerificationRequired());
            if (!challenges.useUp(challenge)) {
                throw new RefusedAnswerException(Reason.REPLAYED, passkey.account());
            }
            if (!use.take(assertion.state(), passkey)) {
                throw new RefusedAnswerException(Reason.COUNTER, passkey.account());
            }
            return new Outcome.Proved(passkey.account(), passkey.method(assertion.isUserVerified()));
        } catch (RefusedAnswerException e) {
            refused(demand, e.account(), e.reason());
            limits.failed(attempt).orThrow();
            return new Outcome.Refused();
        }
    }

    /** For the audit trail: the proof was good, but the account may not sign in. */
    void accountRefused(Demand demand, AccountId account) {
        refused(demand, account, Reason.ACCOUNT);
    }

    /** Whose credential it is (WebAuthn §7.2, steps 5 to 7). */
    private Passkey identify(Assertion assertion, Demand demand) {
        var passkey = passkeys.find(assertion.credentialId())
                .orElseThrow(() -> new RefusedAnswerException(Reason.UNKNOWN_CREDENTIAL, demand.account()));
        var isWanted = (demand.account() == null || demand.account().equals(passkey.account()))
                && demand.kind().accepts(!passkey.isBackupEligible());
        if (!isWanted) {
            throw new RefusedAnswerException(Reason.OTHER_CREDENTIAL, demand.account());
        }
        if (!isHandleRight(assertion.userHandle(), passkey.account(), demand)) {
            throw new RefusedAnswerException(Reason.USER_HANDLE, passkey.account());
        }
        return passkey;
    }

    /** A credential that was not discovered need not repeat the handle, but must not repeat another. */
    private boolean isHandleRight(@Nullable String claimed, AccountId account, Demand demand) {
        if (claimed == null) {
            return demand.account() != null;
        }
        return passkeys.findHandle(account)
                .map(Base64Url::encode)
                .filter(claimed::equals)
                .isPresent();
    }

    private void refused(Demand demand, @Nullable AccountId account, Reason reason) {
        events.publishEvent(new PasskeyRefused(account, demand.purpose(), reason));
    }
}
