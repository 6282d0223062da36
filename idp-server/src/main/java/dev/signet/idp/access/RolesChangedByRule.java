package dev.signet.idp.access;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule gave somebody roles or took them away, on the word of {@code source}. Nobody here did it. */
public record RolesChangedByRule(AccountId account, String source, Set<String> before, Set<String> after)
        implements AuditEvent {

    @Override
    public String action() {
        return "roles.changed-by-rule";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("source", source, "before", String.join(" ", before), "after", String.join(" ", after));
    }
}
