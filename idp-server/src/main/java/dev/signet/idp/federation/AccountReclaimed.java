package dev.signet.idp.federation;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * The owner of an account's address came, which nobody had confirmed before: whoever had made the account is out of it.
 *
 * @param proof how the owner was known: {@code authoritative} or {@code mailbox}
 */
public record AccountReclaimed(AccountId account, String proof) implements AuditEvent {

    @Override
    public String action() {
        return "account.reclaimed";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("proof", proof);
    }
}
