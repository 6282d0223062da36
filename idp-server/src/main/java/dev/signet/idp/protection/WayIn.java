package dev.signet.idp.protection;

import dev.signet.idp.user.AccountId;
import java.time.Instant;

/** A way to sign in that is no authenticator of ours. Whoever got into an account may have added one to come back by. */
public interface WayIn {

    /**
     * Takes what was added at {@code since} or later away from {@code account}, in the caller's transaction.
     *
     * @return how many there were
     */
    int removeSince(AccountId account, Instant since);
}
