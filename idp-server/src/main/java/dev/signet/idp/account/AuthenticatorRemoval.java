package dev.signet.idp.account;

import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.login.AssurancePolicy;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.user.AccountId;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an authenticator away from its owner, who asked for it. */
@Service
class AuthenticatorRemoval {

    private final Authenticators authenticators;
    private final AssurancePolicy policy;
    private final SignInStages stages;

    AuthenticatorRemoval(Authenticators authenticators, AssurancePolicy policy, SignInStages stages) {
        this.authenticators = authenticators;
        this.policy = policy;
        this.stages = stages;
    }

    /** What a removal means. */
    enum Effect {
        /** There are others, and they go on as before. */
        ONE_LESS,
        /** From then on the password is enough. */
        NO_SECOND_FACTOR,
        /** It is the last one, and the account has to have one. */
        REFUSED
    }

    Effect effectOf(AccountId account, Authenticator authenticator) {
        var isLast = authenticators.list(account).stream()
                .filter(it -> it.kind() != Kind.RECOVERY_CODES)
                .allMatch(it -> it.id().equals(authenticator.id()));
        if (!isLast) {
            return Effect.ONE_LESS;
        }
        return policy.isRequiredOf(account) ? Effect.REFUSED : Effect.NO_SECOND_FACTOR;
    }

    /** Removes it, and ends the sign-ins that wait for a second factor: they may have counted on this one. */
    @Transactional
    void remove(AccountId account, UUID id) {
        if (authenticators.remove(account, id)) {
            stages.endAll(account);
        }
    }
}
