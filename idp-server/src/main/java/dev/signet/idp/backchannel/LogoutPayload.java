package dev.signet.idp.backchannel;

import java.util.UUID;

/**
 * What a delivery remembers of a session that is over; the token is made anew for each try, because it must be fresh.
 *
 * @param sub whose session it was
 * @param sid which
 * @param endedAt when it ended, in seconds since the epoch
 */
record LogoutPayload(UUID sub, UUID sid, long endedAt) {}
