package dev.signet.idp.client;

import java.util.List;

/**
 * A client is about to be deleted or disabled, in the transaction of this event: whatever hangs on it ends with it, and
 * afterwards nobody knows any more where it wanted to hear of that.
 *
 * @param client as it was until now, but without its secrets
 * @param isDeleted whether its rows go; otherwise it only stops to count
 */
public record ClientEnding(Client client, boolean isDeleted) {

    static ClientEnding of(RegisteredVersion client, boolean isDeleted) {
        return new ClientEnding(new Client(client.clientId(), client.metadata(), List.of()), isDeleted);
    }
}
