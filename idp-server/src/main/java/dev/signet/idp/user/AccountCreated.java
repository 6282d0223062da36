package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account was made. */
public record AccountCreated(AccountId account) implements AuditEvent {

    @Override
    public String action() {
        return "account.created";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public @Nullable UUID actor() {
        return null;
    }
}
