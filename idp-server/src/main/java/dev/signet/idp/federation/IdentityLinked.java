package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * From now on somebody signs in to an account with another provider.
 *
 * @param provider its id
 * @param providerName as people know it
 * @param label by what the owner recognises the identity there; not in the audit trail
 * @param reason of the decision, such as {@code authoritative}
 */
public record IdentityLinked(AccountId account, String provider, String providerName, String label, String reason)
        implements AuditEvent {

    @Override
    public String action() {
        return "identity.linked";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("provider", provider, "reason", reason);
    }

    @Override
    public String toString() {
        return "IdentityLinked[" + account + ", " + provider + ", " + reason + "]";
    }
}
