package dev.signet.idp.recovery;

import dev.signet.idp.login.SecondFactors;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Who may ask to have second factors removed, and how often. */
@Service
class FactorRemovalRequests {

    private final FactorRemovals removals;
    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final Limits limits;
    private final RecoveryProperties settings;

    FactorRemovalRequests(
            FactorRemovals removals,
            Accounts accounts,
            SecondFactors secondFactors,
            Limits limits,
            RecoveryProperties settings) {
        this.removals = removals;
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.limits = limits;
        this.settings = settings;
    }

    /** What somebody can do here. */
    enum State {
        /** They can ask. */
        OPEN,
        /** One runs already. */
        RUNNING,
        /** There is no second factor, or no mailbox that was proved: nothing to remove, or nobody to ask. */
        IMPOSSIBLE
    }

    State stateOf(AccountId account) {
        if (!secondFactors.areEnrolled(account) || !hasMailbox(account)) {
            return State.IMPOSSIBLE;
        }
        return removals.of(account).isPresent() ? State.RUNNING : State.OPEN;
    }

    Optional<FactorRemoval> running(AccountId account) {
        return removals.of(account);
    }

    /** How long somebody waits, whose mailbox agreed. */
    Duration delay() {
        return settings.factorRemovalDelay();
    }

    /**
     * Has the mailbox of {@code account}, which proved a first factor, asked whether it agrees.
     *
     * @return false if there is nothing to ask for
     * @throws dev.signet.idp.web.LimitReachedException after too many requests for this account
     */
    boolean ask(AccountId account) {
        if (stateOf(account) != State.OPEN) {
            return false;
        }
        limits.take(Attempt.of(Limit.FACTOR_REMOVAL, Subject.account(account.value()))
                        .about(account.value()))
                .orThrow();
        accounts.find(account).ifPresent(removals::ask);
        return true;
    }

    private boolean hasMailbox(AccountId account) {
        return accounts.find(account).filter(Account::emailVerified).isPresent();
    }
}
