package dev.signet.idp.authorization;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** A person did not allow a client what it asked for. */
record ConsentRefused(AccountId account, String clientId) implements AuditEvent {

    @Override
    public String action() {
        return "consent.refused";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }
}
