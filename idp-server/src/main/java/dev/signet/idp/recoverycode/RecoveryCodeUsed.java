package dev.signet.idp.recoverycode;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody proved a second factor with a recovery code. Its owner should hear of it.
 *
 * @param left how many unused codes there are now
 */
public record RecoveryCodeUsed(AccountId account, int left) implements AuditEvent {

    @Override
    public String action() {
        return "recovery-code.used";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("left", Integer.toString(left));
    }
}
