package dev.signet.idp.security;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in asked for what is not for them.
 *
 * @param path as it came, shortened
 */
record AccessRefused(AccountId by, String method, String path) implements AuditEvent {

    private static final int LONGEST = 200;

    AccessRefused {
        path = path.length() <= LONGEST ? path : path.substring(0, LONGEST);
    }

    @Override
    public String action() {
        return "access.refused";
    }

    /** Nobody's account was touched. */
    @Override
    public @Nullable UUID subject() {
        return null;
    }

    @Override
    public UUID actor() {
        return by.value();
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("method", method, "path", path);
    }
}
