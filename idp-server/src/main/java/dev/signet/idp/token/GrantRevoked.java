package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/** A grant was ended before its time. */
public record GrantRevoked(AccountId account, String clientId, UUID grant, String reason) implements AuditEvent {

    /** Whether somebody used a refresh token that had been replaced: one of two who had it was not meant to. */
    public boolean isForReuse() {
        return reason.equals(Grants.REFRESH_TOKEN_REUSED);
    }

    @Override
    public String action() {
        return "grant.revoked";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("grant", grant.toString(), "reason", reason);
    }
}
