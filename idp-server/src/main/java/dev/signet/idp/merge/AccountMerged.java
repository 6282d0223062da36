package dev.signet.idp.merge;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two accounts became one. Published once about each of them.
 *
 * @param account the one that this is about
 * @param other the other one
 * @param isKept whether {@code account} is the one that goes on
 * @param reason what an administrator wrote; null where the person did it
 */
record AccountMerged(
        AccountId account,
        AccountId other,
        boolean isKept,
        Moved moved,
        @Nullable String reason) implements AuditEvent {

    @Override
    public String action() {
        return "account.merged";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        var details = new HashMap<String, String>();
        details.put("other", other.toString());
        details.put("kept", String.valueOf(isKept));
        details.put("identities", String.valueOf(moved.identities().size()));
        details.put("authenticators", String.valueOf(moved.authenticators().size()));
        details.put("consents", String.valueOf(moved.consents().size()));
        if (reason != null) {
            details.put("reason", reason);
        }
        return details;
    }
}
