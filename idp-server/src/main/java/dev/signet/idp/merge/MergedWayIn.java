package dev.signet.idp.merge;

import dev.signet.idp.protection.WayIn;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Whoever got into an account may have merged one of theirs into it, to come back by what signs in to that; or may be about
 * to. Both end with the lockdown.
 */
@Component
class MergedWayIn implements WayIn {

    private final AccountMerge merge;
    private final MergeOffers offers;

    MergedWayIn(AccountMerge merge, MergeOffers offers) {
        this.merge = merge;
        this.offers = offers;
    }

    @Override
    public int removeSince(AccountId account, Instant since) {
        offers.endAll(account);
        return (int) merge.list(account).stream()
                .filter(it -> account.equals(it.kept()) && !it.mergedAt().isBefore(since))
                .filter(it -> merge.undo(it.id()) == AccountMerge.Undoing.UNDONE)
                .count();
    }
}
