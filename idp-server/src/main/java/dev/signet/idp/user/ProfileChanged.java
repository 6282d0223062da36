package dev.signet.idp.user;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What an account says about its owner changed. Names the claims that were set or taken away, not what
 * they hold. */
public record ProfileChanged(AccountId account, Set<String> claims) implements AuditEvent {

    @Override
    public String action() {
        return "account.profile-changed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("claims", String.join(" ", new TreeSet<>(claims)));
    }
}
