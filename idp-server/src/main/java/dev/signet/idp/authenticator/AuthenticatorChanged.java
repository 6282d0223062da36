package dev.signet.idp.authenticator;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.user.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A person has one authenticator more, or less, or calls it something else. */
public record AuthenticatorChanged(AccountId account, UUID authenticator, Kind kind, Change change)
        implements AuditEvent {

    /** What happened to it. */
    public enum Change {
        ADDED,
        RENAMED,
        REMOVED
    }

    @Override
    public String action() {
        return "authenticator." + change.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("authenticator", authenticator.toString(), "kind", kind.code());
    }
}
