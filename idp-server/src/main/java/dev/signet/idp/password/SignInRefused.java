package dev.signet.idp.password;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried a password and was refused.
 *
 * @param account the account that the identifier leads to, if any
 * @param identifierCode equal for two attempts with the same identifier
 */
record SignInRefused(@Nullable AccountId account, PasswordSignIn.Reason reason, String identifierCode)
        implements AuditEvent {

    @Override
    public String action() {
        return "sign-in.refused";
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
        return Map.of("reason", reason.name().toLowerCase(Locale.ROOT), "identifier", identifierCode);
    }
}
