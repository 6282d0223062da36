package dev.signet.idp.backchannel;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery remembers of a session that is over; the token is made anew for each try, because it must be fresh.
 *
 * @param sub whose session it was, as the client knows them
 * @param sid which, as the client knows it
 * @param endedAt when it ended, in seconds since the epoch
 * @param recipient of a client that is gone; null where the client's registration says it, which is then the newest
 */
record LogoutPayload(
        String sub, String sid, long endedAt, @Nullable Recipient recipient) {

    /**
     * Whom to tell, and how.
     *
     * @param algorithm that its tokens are signed with
     */
    record Recipient(String address, String algorithm) {}
}
