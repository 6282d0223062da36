package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.AuditDirectory;
import dev.signet.idp.audit.AuditRecord;
import dev.signet.idp.audit.AuditSearch;
import dev.signet.idp.audit.Position;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The audit trail as the console shows it. */
@Component
class AuditPages implements AuditDirectory {

    static final int PAGE_SIZE = 25;

    private final AuditSearch audit;
    private final AuditQuery queries;
    private final Accounts accounts;
    private final PermissionCheck permissions;
    private final ApplicationEventPublisher events;

    AuditPages(
            AuditSearch audit,
            AuditQuery queries,
            Accounts accounts,
            PermissionCheck permissions,
            ApplicationEventPublisher events) {
        this.audit = audit;
        this.queries = queries;
        this.accounts = accounts;
        this.permissions = permissions;
        this.events = events;
    }

    @Override
    public Page search(Query query, @Nullable String after) {
        permissions.require(Permission.AUDIT_READ);
        var reading = queries.read(query);
        if (!reading.problems().isEmpty()) {
            return new Page(List.of(), null, reading.query(), null, reading.problems());
        }
        var before = Keyset.parse(after).map(it -> new Position(it.at(), it.id()));
        AuditSearch.Page found;
        try {
            found = audit.find(reading.filter(), before.orElse(null), PAGE_SIZE);
        } catch (AuditSearch.TooMuchException _) {
            return new Page(List.of(), null, reading.query(), null, Map.of("from", Problem.TOO_MUCH));
        }
        var next = found.next();
        var names = new Names(false);
        return new Page(
                found.events().stream().map(it -> entry(it, names, false)).toList(),
                next == null ? null : new Keyset(next.at(), next.id()).toString(),
                reading.query(),
                next == null ? reading.earlier() : null,
                Map.of());
    }

    @Override
    public Optional<Event> find(String key, boolean isRevealed) {
        var viewer = permissions.require(Permission.AUDIT_READ);
        if (isRevealed) {
            permissions.require(Permission.PII_READ);
        }
        var found = Keyset.parse(key).flatMap(it -> audit.find(new Position(it.at(), it.id())));
        if (isRevealed) {
            found.ifPresent(it -> events.publishEvent(new PersonalDataSeen(viewer, account(it.subject()), 1)));
        }
        return found.map(it -> event(it, isRevealed));
    }

    private Event event(AuditRecord event, boolean isRevealed) {
        var details = new TreeMap<String, String>();
        event.details().forEach((name, value) -> details.put(name, isRevealed ? value : Masking.text(value)));
        var explanation = details.remove("explanation");
        var before = details.remove("before");
        var after = details.remove("after");
        return new Event(
                entry(event, new Names(isRevealed), isRevealed),
                event.requestId(),
                explanation,
                before,
                after,
                details,
                isRevealed);
    }

    private Entry entry(AuditRecord event, Names names, boolean isRevealed) {
        return new Entry(
                new Keyset(event.at(), event.id()).toString(),
                event.at(),
                event.action(),
                event.outcome().equals("refused"),
                names.of(event.actor()),
                names.of(event.subject()),
                event.clientId(),
                isRevealed ? event.address() : Masking.address(event.address()));
    }

    private static @Nullable AccountId account(@Nullable UUID id) {
        return id == null ? null : new AccountId(id);
    }

    /** The people of one page, each looked up once. */
    private final class Names {

        private final Map<UUID, Who> known = new HashMap<>();
        private final boolean isRevealed;

        Names(boolean isRevealed) {
            this.isRevealed = isRevealed;
        }

        @Nullable
        Who of(@Nullable UUID id) {
            return id == null ? null : known.computeIfAbsent(id, this::who);
        }

        private Who who(UUID id) {
            return accounts.find(new AccountId(id))
                    .map(it -> new Who(id, PersonView.of(it, isRevealed).name()))
                    .orElseGet(() -> new Who(id, null));
        }
    }
}
