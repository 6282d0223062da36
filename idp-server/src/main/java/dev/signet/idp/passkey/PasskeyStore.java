package dev.signet.idp.passkey;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.passkey.RefusedAnswerException.Reason;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a verified credential: all of it or nothing. */
@Service
class PasskeyStore {

    private final Challenges challenges;
    private final PasskeyRepository passkeys;
    private final Authenticators authenticators;
    private final PasskeyNames names;

    PasskeyStore(Challenges challenges, PasskeyRepository passkeys, Authenticators authenticators, PasskeyNames names) {
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.authenticators = authenticators;
        this.names = names;
    }

    /**
     * Adds a credential to the account of {@code challenge}.
     *
     * @param name what its owner calls it; blank if they did not say
     * @return empty if the account has as many authenticators as it can have
     * @throws RefusedAnswerException if the challenge was answered before, or somebody has the credential already; then
     *     nothing is kept
     */
    @Transactional
    Optional<Passkey> add(Challenge challenge, NewCredential made, KeyKind kind, String name) {
        var account = Objects.requireNonNull(challenge.account());
        if (!challenges.useUp(challenge)) {
            throw new RefusedAnswerException(Reason.REPLAYED, account);
        }
        var shownName = Authenticators.usableName(name).isEmpty() ? names.suggest(made, kind) : name;
        return authenticators
                .add(account, Kind.PASSKEY, shownName)
                .map(id -> insert(new Passkey(
                        id,
                        account,
                        made.credential(),
                        made.state(),
                        made.isBackupEligible(),
                        made.transports(),
                        null)));
    }

    private Passkey insert(Passkey passkey) {
        if (!passkeys.insert(passkey)) {
            throw new RefusedAnswerException(Reason.CREDENTIAL_TAKEN, passkey.account());
        }
        return passkey;
    }
}
