package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * An identity at another provider does not sign in to an account any more.
 *
 * @param reason {@code account-page}, {@code reclaimed} or {@code lockdown}
 */
public record IdentityUnlinked(AccountId account, String provider, String reason) implements AuditEvent {

    @Override
    public String action() {
        return "identity.unlinked";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("provider", provider, "reason", reason);
    }
}
