package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule found what looks like an attack. About somebody, and not for the list that they see of their own account. */
record AlertRaised(UUID alert, AlertKind kind, long number) implements AuditEvent {

    @Override
    public String action() {
        return "alert.raised";
    }

    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("alert", alert.toString(), "kind", kind.value(), "number", String.valueOf(number));
    }
}
