package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;

/** Somebody was kept out, or let in again. */
public record AccountStatusChanged(AccountId account, AccountStatus before, AccountStatus after) implements AuditEvent {

    @Override
    public String action() {
        return "account.status-changed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("before", before.stored(), "after", after.stored());
    }
}
