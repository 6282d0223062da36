package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody allowed a device to act in their name, or did not. */
record DeviceDecided(AccountId account, DeviceRequest request, Outcome outcome) implements AuditEvent {

    @Override
    public String action() {
        return outcome == Outcome.SUCCESS ? "device.allowed" : "device.refused";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public @Nullable String clientId() {
        return request.clientId();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("scope", String.join(" ", new TreeSet<>(request.scopes())));
    }
}
