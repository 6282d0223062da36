package dev.signet.idp.access;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account was given a role. */
public record RoleGranted(AccountId account, Role role) implements AuditEvent {

    @Override
    public String action() {
        return "role.granted";
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
        return Map.of("role", role.value());
    }
}
