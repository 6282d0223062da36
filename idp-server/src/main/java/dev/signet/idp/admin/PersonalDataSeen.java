package dev.signet.idp.admin;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looked at personal data in full.
 *
 * @param account whose it is; null for a list
 * @param count how many people's
 */
record PersonalDataSeen(AccountId by, @Nullable AccountId account, int count) implements AuditEvent {

    @Override
    public String action() {
        return "personal-data.seen";
    }

    @Override
    public @Nullable UUID subject() {
        return account == null ? null : account.value();
    }

    @Override
    public UUID actor() {
        return by.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("people", String.valueOf(count));
    }
}
