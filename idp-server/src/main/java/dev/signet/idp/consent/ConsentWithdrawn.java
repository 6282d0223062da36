package dev.signet.idp.consent;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** A person no longer allows a client anything. */
public record ConsentWithdrawn(AccountId account, String clientId) implements AuditEvent {

    @Override
    public String action() {
        return "consent.withdrawn";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
