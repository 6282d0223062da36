package dev.signet.idp.merge;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/** Two accounts that had become one are two again. Published once about each of them. */
record AccountMergeUndone(AccountId account, AccountId other) implements AuditEvent {

    @Override
    public String action() {
        return "account.merge-undone";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("other", other.toString());
    }
}
