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
 * @param address the mailbox that it goes to. Of one purpose, account and address there is one link that works
 * @param account whose it is; null where there is no account yet
 * @param data what its page has to know; kept encrypted
 * @param lifetime how long it works
 */
public record NewLink(
        String purpose,
        EmailAddress address,
        @Nullable AccountId account,
        Map<String, String> data,
        Duration lifetime) {

    public NewLink {
        data = Map.copyOf(data);
    }

    @Override
    public String toString() {
        return "NewLink[" + purpose + "]";
    }
}
