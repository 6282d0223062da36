package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody looked at an alert, and wrote down what they found. */
record AlertAcknowledged(UUID alert, UUID by, String note) implements AuditEvent {

    @Override
    public String action() {
        return "alert.acknowledged";
    }

    @Override
    public @Nullable UUID subject() {
        return null;
    }

    @Override
    public UUID actor() {
        return by;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("alert", alert.toString(), "note", note);
    }
}
