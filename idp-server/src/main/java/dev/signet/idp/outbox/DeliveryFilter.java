package dev.signet.idp.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list; null leaves a question open.
 *
 * @param before lists what stands after this delivery: the id of the last one of the page before
 */
public record DeliveryFilter(
        @Nullable String kind,
        @Nullable UUID account,
        @Nullable String clientId,
        @Nullable DeliveryState state,
        @Nullable UUID before) {

    public static DeliveryFilter ofKind(String kind) {
        return new DeliveryFilter(kind, null, null, null, null);
    }

    public DeliveryFilter forAccount(UUID id) {
        return new DeliveryFilter(kind, id, clientId, state, before);
    }

    public DeliveryFilter forClient(String id) {
        return new DeliveryFilter(kind, account, id, state, before);
    }

    public DeliveryFilter in(DeliveryState wanted) {
        return new DeliveryFilter(kind, account, clientId, wanted, before);
    }

    public DeliveryFilter before(UUID last) {
        return new DeliveryFilter(kind, account, clientId, state, last);
    }
}
