package dev.signet.idp.device;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody signed in with a browser that their account had not used, or not for long.
 *
 * @param isFirst whether the account had no browser at all, as when it signs in for the first time
 */
public record NewDevice(AccountId account, UUID device, UserAgent userAgent, boolean isFirst) implements AuditEvent {

    @Override
    public String action() {
        return "device.new";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("device", device.toString(), "browser", userAgent.label());
    }
}
