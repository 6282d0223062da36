package dev.signet.idp.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to deliver.
 *
 * @param kind which {@link Courier} takes it
 * @param payload what the courier needs, in its own words; kept encrypted and only as long as it is needed
 * @param account the account that it concerns, if any
 * @param clientId the client that it concerns, if any
 * @param notAfter when it is worth nothing any more, such as a mail whose link has expired; null if its age does not matter
 */
public record NewDelivery(
        String kind,
        String payload,
        @Nullable UUID account,
        @Nullable String clientId,
        @Nullable Instant notAfter) {

    public NewDelivery(String kind, String payload) {
        this(kind, payload, null, null, null);
    }

    public NewDelivery forAccount(@Nullable UUID id) {
        return new NewDelivery(kind, payload, id, clientId, notAfter);
    }

    public NewDelivery forClient(@Nullable String id) {
        return new NewDelivery(kind, payload, account, id, notAfter);
    }

    public NewDelivery notAfter(@Nullable Instant time) {
        return new NewDelivery(kind, payload, account, clientId, time);
    }

    @Override
    public String toString() {
        return "NewDelivery[" + kind + "]";
    }
}
