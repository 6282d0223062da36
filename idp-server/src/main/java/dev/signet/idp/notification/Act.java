package dev.signet.idp.notification;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.AuthenticatorChanged;
import dev.signet.idp.authenticator.AuthenticatorChanged.Change;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one transaction did to one account. */
record Act(AccountId account, List<AuditEvent> events) {

    boolean has(Class<? extends AuditEvent> type) {
        return first(type).isPresent();
    }

    <T extends AuditEvent> Optional<T> first(Class<T> type) {
        return all(type).findFirst();
    }

    boolean has(Change change, Kind kind) {
        return changes(change).anyMatch(it -> it == kind);
    }

    /** The kinds of what was added, or removed. */
    Stream<Kind> changes(Change change) {
        return all(AuthenticatorChanged.class)
                .filter(it -> it.change() == change)
                .map(AuthenticatorChanged::kind);
    }

    private <T extends AuditEvent> Stream<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }
}
