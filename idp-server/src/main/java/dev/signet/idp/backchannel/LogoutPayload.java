package dev.signet.idp.backchannel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery remembers of a session that is over; the token is made anew for each try, because it must be fresh.
 *
 * @param sub whose session it was
 * @param sid which
 * @param endedAt when it ended, in seconds since the epoch
 * @param recipient of a client that is gone; null where the client's registration says it, which is then the newest
 */
record LogoutPayload(
        UUID sub, UUID sid, long endedAt, @Nullable Recipient recipient) {

    /**
     * Whom to tell, and how.
     *
     * @param algorithm that its tokens are signed with
     */
    record Recipient(String address, String algorithm) {}
}
