package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client gave back one access token and kept the rest of its grant. */
record AccessTokenRevoked(
        UUID token, String clientId, @Nullable UUID account) implements AuditEvent {

    @Override
    public String action() {
        return "access-token.revoked";
    }

    @Override
    public @Nullable UUID subject() {
        return account;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("token", token.toString());
    }
}
