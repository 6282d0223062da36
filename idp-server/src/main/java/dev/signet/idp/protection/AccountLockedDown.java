package dev.signet.idp.protection;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was open in the name of an account was closed.
 *
 * @param reason in words
 */
public record AccountLockedDown(AccountId account, String reason, LockdownReport report) implements AuditEvent {

    @Override
    public String action() {
        return "account.locked-down";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    /** Nobody was signed in who could be named. */
    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Map<String, String> details() {
        var details = new TreeMap<>(report.details());
        details.put("reason", reason);
        return details;
    }
}
