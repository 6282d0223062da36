package dev.signet.idp.client;

import org.jspecify.annotations.Nullable;

/**
 * A client is about to be deleted or disabled, in the transaction of this event: whatever hangs on it ends with it, and
 * afterwards nobody knows any more where it wanted to hear of that.
 *
 * @param isDeleted whether its rows go; otherwise it only stops to count
 * @param backchannelLogoutUri where it is told that sessions are over; null if it need not be
 * @param signingAlgorithm of ID tokens, and so of what it is told
 */
public record ClientEnding(
        String clientId, boolean isDeleted, @Nullable String backchannelLogoutUri, String signingAlgorithm) {

    static ClientEnding of(RegisteredVersion client, boolean isDeleted) {
        return new ClientEnding(
                client.clientId(),
                isDeleted,
                client.metadata().backchannelLogoutUri(),
                client.metadata().idTokenSignedResponseAlg());
    }
}
