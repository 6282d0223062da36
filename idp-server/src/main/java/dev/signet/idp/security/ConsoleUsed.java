package dev.signet.idp.security;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An administrator opened a page of the console, or sent a form of it.
 *
 * @param path names the person or role that it was about; without the search, which is personal data
 */
record ConsoleUsed(AccountId by, String method, String path) implements AuditEvent {

    @Override
    public String action() {
        return "console.used";
    }

    /** Not the person whose page it was: their own list of activities is not about who read it. */
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
        return Map.of("method", method, "path", path);
    }
}
