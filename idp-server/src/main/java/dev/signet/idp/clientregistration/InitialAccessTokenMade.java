package dev.signet.idp.clientregistration;

import dev.signet.idp.audit.AuditEvent;
import java.time.Instant;
import java.util.Map;

/** Somebody with the command line made a token with which clients register themselves. */
record InitialAccessTokenMade(int uses, Instant expiresAt) implements AuditEvent {

    @Override
    public String action() {
        return "registration-token.created";
    }

    @Override
    public Map<String, String> details() {
        return Map.of("uses", Integer.toString(uses), "expires_at", expiresAt.toString());
    }
}
