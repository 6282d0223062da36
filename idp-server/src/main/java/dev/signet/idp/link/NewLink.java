package dev.signet.idp.link;

import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link to be made.
 *
 * @param purpose what it can be used for, as the path of its page: {@code /recovery/complete}
 * @param address the mailbox that it goes to. Of one purpose, account and address there is one link that works,
 *     unless it is one of many
 * @param account whose it is; null where there is no account yet
 * @param data what its page has to know; kept encrypted
 * @param lifetime how long it works
 * @param isOneOfMany whether it stands beside those that are out already, instead of ending them
 */
public record NewLink(
        String purpose,
        EmailAddress address,
        @Nullable AccountId account,
        Map<String, String> data,
        Duration lifetime,
        boolean isOneOfMany) {

    /** One that ends the link before it. */
    public NewLink(
            String purpose,
            EmailAddress address,
            @Nullable AccountId account,
            Map<String, String> data,
            Duration lifetime) {
        this(purpose, address, account, data, lifetime, false);
    }

    public NewLink {
        data = Map.copyOf(data);
    }

    @Override
    public String toString() {
        return "NewLink[" + purpose + "]";
    }
}
