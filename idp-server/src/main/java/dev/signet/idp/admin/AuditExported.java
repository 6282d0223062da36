package dev.signet.idp.admin;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody took a copy of a part of the audit trail, in full. */
record AuditExported(AccountId by, Instant from, Instant until) implements AuditEvent {

    @Override
    public String action() {
        return "audit.exported";
    }

    @Override
    public @Nullable UUID subject() {
        return null;
    }

    @Override
    public UUID actor() {
        return by.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("from", from.toString(), "until", until.toString());
    }
}
