package dev.signet.idp.protection;

import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lockdown that a running server is asked for: by whoever is not one, and so could neither end what belongs to sessions
 * nor tell relying parties.
 */
public final class LockdownRequest {

    static final String KIND = "lockdown";

    private LockdownRequest() {}

    /**
     * To be left in the outbox.
     *
     * @param since see {@link Lockdown#of}
     */
    public static NewDelivery of(AccountId account, @Nullable Instant since) {
        return new NewDelivery(KIND, since == null ? "" : since.toString()).forAccount(account.value());
    }
}
