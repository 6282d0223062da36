package dev.signet.idp.merge;

import dev.signet.idp.access.Roles;
import dev.signet.idp.merge.AccountMerge.Obstacle;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which accounts can be merged, whoever wants it. */
@Component
class MergeRules {

    private final Accounts accounts;
    private final Roles roles;
    private final MergeProperties settings;

    MergeRules(Accounts accounts, Roles roles, MergeProperties settings) {
        this.accounts = accounts;
        this.roles = roles;
        this.settings = settings;
    }

    Optional<Obstacle> obstacle(AccountId kept, AccountId closed) {
        if (kept.equals(closed)) {
            return Optional.of(Obstacle.SAME_ACCOUNT);
        }
        if (!isActive(kept) || !isActive(closed)) {
            return Optional.of(Obstacle.NOT_ACTIVE);
        }
        return roles.of(kept).isEmpty() && roles.of(closed).isEmpty()
                ? Optional.empty()
                : Optional.of(Obstacle.HAS_ROLE);
    }

    Instant undoUntil(Instant mergedAt) {
        return mergedAt.plus(settings.undoWithin());
    }

    private boolean isActive(AccountId account) {
        return accounts.find(account).filter(Account::isActive).isPresent();
    }
}
