package dev.signet.idp.registration;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was invited. Whom is not said: there is no account yet, and an address is personal data.
 *
 * @param inviter null for a command
 */
public record Invited(@Nullable AccountId inviter) implements AuditEvent {

    @Override
    public String action() {
        return "invitation.sent";
    }

    @Override
    public @Nullable UUID actor() {
        return inviter == null ? null : inviter.value();
    }
}
