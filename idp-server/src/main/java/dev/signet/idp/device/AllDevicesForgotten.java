package dev.signet.idp.device;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/** Every browser of an account was forgotten. */
record AllDevicesForgotten(AccountId account, int count) implements AuditEvent {

    @Override
    public String action() {
        return "devices.forgotten";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("count", String.valueOf(count));
    }
}
