package dev.signet.idp.consent;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A person allowed a client the scopes named here. */
public record ConsentGranted(AccountId account, String clientId, Set<String> scopes) implements AuditEvent {

    @Override
    public String action() {
        return "consent.granted";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("scope", String.join(" ", new TreeSet<>(scopes)));
    }
}
