package dev.signet.idp.adminapi;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody called the API for administrators.
 *
 * @param path names the person or role that it was about; without the search, which is personal data
 */
record AdminApiUsed(AccountId by, String clientId, String method, String path) implements AuditEvent {

    private static final int LONGEST = 300;

    AdminApiUsed {
        path = path.length() <= LONGEST ? path : path.substring(0, LONGEST);
    }

    @Override
    public String action() {
        return "admin-api.used";
    }

    /** Not the person whom it was about: their own list of activities is not about who read it. */
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
