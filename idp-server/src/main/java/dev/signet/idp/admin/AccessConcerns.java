package dev.signet.idp.admin;

import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.ADMINISTRATORS_UNUSED;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.ADMINISTRATORS_WITHOUT_PASSKEY;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.LIMITS_REACHED;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.ONE_ADMINISTRATOR;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.SECRETS_EXPIRED;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.SECRETS_EXPIRING;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Role;
import dev.signet.idp.admin.ConcernRepository.EndingSecrets;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.statistics.Measure;
import dev.signet.idp.statistics.Statistics;
import dev.signet.idp.statistics.Statistics.Point;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may get in with what, and who tried to too often. */
@Component
class AccessConcerns implements ConcernSource {

    static final Duration UNUSED = Duration.ofDays(90);

    private static final Duration AHEAD = Duration.ofDays(14);
    private static final Duration LONG_AGO = Duration.ofDays(365);

    private final ConcernRepository repository;
    private final Statistics statistics;
    private final Clock clock;

    AccessConcerns(ConcernRepository repository, Statistics statistics, Clock clock) {
        this.repository = repository;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Override
    public List<Concern> concerns(Set<Permission> held) {
        var concerns = new ArrayList<Concern>();
        var now = clock.instant();
        if (held.contains(Permission.CLIENTS_READ)) {
            add(repository.endingSecrets(now.minus(LONG_AGO), now), SECRETS_EXPIRED, concerns);
            add(repository.endingSecrets(now, now.plus(AHEAD)), SECRETS_EXPIRING, concerns);
        }
        if (held.contains(Permission.ROLES_READ)) {
            addAdministrators(now, concerns);
        }
        if (held.contains(Permission.AUDIT_READ)) {
            addLimits(now, concerns);
        }
        return concerns;
    }

    private static void add(EndingSecrets ending, ConcernKind kind, List<Concern> concerns) {
        if (ending.clients() > 0) {
            concerns.add(new Concern(kind, ending.clients(), ending.example(), ending.first()));
        }
    }

    private void addAdministrators(Instant now, List<Concern> concerns) {
        var weak = repository.administratorsWithoutPasskey();
        if (weak > 0) {
            concerns.add(new Concern(ADMINISTRATORS_WITHOUT_PASSKEY, weak));
        }
        var unused = repository.unusedAdministrators(now.minus(UNUSED));
        if (unused > 0) {
            concerns.add(new Concern(ADMINISTRATORS_UNUSED, unused));
        }
        if (repository.holders(Role.ADMINISTRATOR.value()) == 1) {
            concerns.add(new Concern(ONE_ADMINISTRATOR, 1));
        }
    }

    private void addLimits(Instant now, List<Concern> concerns) {
        var day = Duration.ofDays(1);
        var from = now.truncatedTo(ChronoUnit.HOURS).minus(day);
        var reached = statistics.points(from, now, day.plusHours(1)).stream()
                .filter(it -> it.isOf(Measure.LIMIT_REACHED))
                .toList();
        reached.stream()
                .max(Comparator.comparingLong(Point::count))
                .ifPresent(it -> concerns.add(new Concern(
                        LIMITS_REACHED, reached.stream().mapToLong(Point::count).sum(), it.word(), null)));
    }
}
