package dev.signet.idp.passkey;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counter of a credential went back: perhaps there are two of it (WebAuthn §6.1.1).
 *
 * @param before the counter as it was
 * @param claimed the counter that came
 */
record PasskeyCloneSuspected(AccountId account, UUID authenticator, long before, long claimed) implements AuditEvent {

    @Override
    public String action() {
        return "passkey.clone-suspected";
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    /** Nobody knows which of the two it was. */
    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "authenticator", authenticator.toString(),
                "before", Long.toString(before),
                "claimed", Long.toString(claimed));
    }
}
