package dev.signet.idp.device;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A browser stands for the second factor of an account from now on. */
record DeviceRemembered(AccountId account, UUID device, Instant until) implements AuditEvent {

    @Override
    public String action() {
        return "device.remembered";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("device", device.toString(), "until", until.toString());
    }
}
