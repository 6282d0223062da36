package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A client redeemed an authorization code and got its first tokens for a person. */
record GrantStarted(AccountId account, String clientId, UUID grant, Set<String> scopes) implements AuditEvent {

    @Override
    public String action() {
        return "grant.started";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("grant", grant.toString(), "scope", String.join(" ", new TreeSet<>(scopes)));
    }
}
