package dev.signet.idp.passkey;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.passkey.Challenge.Purpose;
import dev.signet.idp.passkey.RefusedAnswerException.Reason;
import dev.signet.idp.user.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody answered a challenge, and the answer was not accepted.
 *
 * @param account whose credential it was, as far as that is known
 */
record PasskeyRefused(@Nullable AccountId account, Purpose purpose, Reason reason) implements AuditEvent {

    @Override
    public String action() {
        return "passkey.refused";
    }

    @Override
    public @Nullable UUID subject() {
        return account == null ? null : account.value();
    }

    /** Nobody knows who tried. */
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
        return Map.of("purpose", purpose.name().toLowerCase(Locale.ROOT).replace('_', '-'), "reason", reason.code());
    }
}
