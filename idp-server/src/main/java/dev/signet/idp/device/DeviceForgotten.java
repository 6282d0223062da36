package dev.signet.idp.device;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/** Somebody had one of their browsers forgotten. */
record DeviceForgotten(AccountId account, UUID device) implements AuditEvent {

    @Override
    public String action() {
        return "device.forgotten";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("device", device.toString());
    }
}
