package dev.signet.idp.federation;

import dev.signet.idp.protection.WayIn;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** An identity that a stranger linked to an account goes with the lockdown, or they would be back at once. */
@Component
class LinkedWayIn implements WayIn {

    private final Identities identities;

    LinkedWayIn(Identities identities) {
        this.identities = identities;
    }

    @Override
    public int removeSince(AccountId account, Instant since) {
        return identities.unlinkSince(account, since);
    }
}
