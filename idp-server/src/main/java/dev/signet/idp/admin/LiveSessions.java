package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.admin.LiveSessionRepository.Position;
import dev.signet.idp.admin.LiveSessionRepository.Query;
import dev.signet.idp.admin.LiveSessionRepository.Row;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleDirectory.SessionSummary;
import dev.signet.idp.adminui.SessionDirectory;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.device.UserAgents;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The live sessions as the console shows and ends them. */
@Component
class LiveSessions implements SessionDirectory {

    static final int PAGE_SIZE = 25;

    private static final String REASON = "ended by an administrator";

    private final LiveSessionRepository repository;
    private final BrowserSessions sessions;
    private final Accounts accounts;
    private final PersonSearch people;
    private final PermissionCheck permissions;
    private final UserAgents userAgents;
    private final Clock clock;

    LiveSessions(
            LiveSessionRepository repository,
            BrowserSessions sessions,
            Accounts accounts,
            PersonSearch people,
            PermissionCheck permissions,
            UserAgents userAgents,
            Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.accounts = accounts;
        this.people = people;
        this.permissions = permissions;
        this.userAgents = userAgents;
        this.clock = clock;
    }

    @Override
    public Page list(Filter filter, @Nullable String after) {
        var viewer = permissions.require(Permission.SESSIONS_READ);
        var query = query(filter, position(after).orElse(null));
        if (query.isEmpty()) {
            return new Page(List.of(), null);
        }
        var found = repository.list(query.get(), clock.instant(), PAGE_SIZE + 1);
        var shown = found.size() > PAGE_SIZE ? found.subList(0, PAGE_SIZE) : found;
        var next = found.size() > PAGE_SIZE
                ? new Keyset(shown.getLast().createdAt(), shown.getLast().sid()).toString()
                : null;
        return new Page(summaries(shown, viewer), next);
    }

    @Override
    public List<SessionSummary> endable(Set<UUID> sids) {
        var viewer = permissions.require(Permission.SESSIONS_REVOKE);
        return summaries(repository.find(sids, clock.instant()), viewer).stream()
                .filter(SessionSummary::isEndable)
                .toList();
    }

    @Override
    public int end(Set<UUID> sids) {
        var actor = permissions.require(Permission.SESSIONS_REVOKE);
        try (var _ = Acting.as(actor.value())) {
            return (int) endable(sids).stream()
                    .filter(it -> sessions.end(new AccountId(it.person()), it.sid(), REASON))
                    .count();
        }
    }

    /** Each person is looked up once, however many sessions they have. */
    private List<SessionSummary> summaries(List<Row> rows, AccountId viewer) {
        Map<AccountId, Optional<Account>> people = new HashMap<>();
        Map<AccountId, Boolean> endable = new HashMap<>();
        return rows.stream()
                .flatMap(row -> people.computeIfAbsent(row.account(), accounts::find).stream()
                        .map(account -> summary(
                                row,
                                PersonView.of(account, false),
                                endable.computeIfAbsent(row.account(), _ -> isEndable(row, viewer)))))
                .toList();
    }

    private boolean isEndable(Row row, AccountId viewer) {
        return row.hasRoles()
                ? permissions.reach(viewer, row.account()) == Reach.WITHIN
                : !row.account().equals(viewer);
    }

    private SessionSummary summary(Row row, PersonView person, boolean isEndable) {
        return new SessionSummary(
                row.sid(),
                row.account().value(),
                person.name(),
                person.email(),
                userAgents.label(row.userAgent()),
                Masking.address(row.address()),
                row.createdAt(),
                row.lastSeenAt(),
                isEndable);
    }

    /** Empty if nothing can fit: nobody has the address, or the network is none. */
    private Optional<Query> query(Filter filter, @Nullable Position after) {
        var account =
                filter.person().isEmpty() ? null : people.find(filter.person()).orElse(null);
        var network = filter.address().isEmpty()
                ? null
                : Networks.parse(filter.address(), permissions.isHeld(Permission.PII_READ))
                        .orElse(null);
        var isImpossible = (account == null && !filter.person().isEmpty())
                || (network == null && !filter.address().isEmpty())
                || filter.clientId().indexOf('\0') >= 0;
        return isImpossible
                ? Optional.empty()
                : Optional.of(
                        new Query(account, network, filter.clientId().isEmpty() ? null : filter.clientId(), after));
    }

    /** A position that cannot be read is the beginning. */
    private static Optional<Position> position(@Nullable String after) {
        return Keyset.parse(after).map(it -> new Position(it.at(), it.id()));
    }
}
