package dev.signet.idp.access;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Somebody changed which roles an account has. */
public record RolesChanged(AccountId account, AccountId by, Set<String> before, Set<String> after)
        implements AuditEvent {

    @Override
    public String action() {
        return "roles.changed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public UUID actor() {
        return by.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "before", String.join(" ", new TreeSet<>(before)), "after", String.join(" ", new TreeSet<>(after)));
    }
}
