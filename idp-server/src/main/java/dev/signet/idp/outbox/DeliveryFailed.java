package dev.signet.idp.outbox;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery was given up: what it carried never arrived. */
public record DeliveryFailed(
        UUID id,
        String kind,
        @Nullable UUID account,
        @Nullable String clientId,
        String reason) implements AuditEvent {

    @Override
    public String action() {
        return "delivery.failed";
    }

    @Override
    public @Nullable UUID subject() {
        return account;
    }

    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("delivery", id.toString(), "kind", kind, "reason", reason);
    }
}
