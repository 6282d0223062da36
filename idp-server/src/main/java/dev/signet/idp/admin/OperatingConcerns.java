package dev.signet.idp.admin;

import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.AUDIT_NOT_INTACT;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.AUDIT_REWOUND;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.AUDIT_UNSEALED;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.DELIVERIES_FAILING;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.JOBS_IN_TROUBLE;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.KEYS_LATE;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.KEYS_SOON;
import static dev.signet.idp.adminui.OverviewDirectory.ConcernKind.MAIL_FAILING;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.audit.AuditHealth;
import dev.signet.idp.jobs.JobList;
import dev.signet.idp.outbox.OutboxHealth;
import dev.signet.idp.signingkey.KeyLife;
import dev.signet.idp.signingkey.KeySchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the machinery is in trouble with: trail, keys, deliveries, jobs. */
@Component
class OperatingConcerns implements ConcernSource {

    static final Duration DELIVERIES = Duration.ofDays(1);

    /** Steps are taken within ten minutes of their time. */
    private static final Duration KEYS_OVERDUE = Duration.ofHours(1);

    private static final Duration KEYS_AHEAD = Duration.ofDays(7);
    private static final Duration UNSEALED = Duration.ofMinutes(1);
    private static final String MAIL = "mail";

    private final AuditHealth audit;
    private final KeySchedule keys;
    private final OutboxHealth outbox;
    private final JobList jobs;
    private final Clock clock;

    OperatingConcerns(AuditHealth audit, KeySchedule keys, OutboxHealth outbox, JobList jobs, Clock clock) {
        this.audit = audit;
        this.keys = keys;
        this.outbox = outbox;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public List<Concern> concerns(Set<Permission> held) {
        var concerns = new ArrayList<Concern>();
        if (held.contains(Permission.AUDIT_READ)) {
            addAudit(concerns);
            addJobs(concerns);
            addDeliveries(concerns);
        }
        if (held.contains(Permission.KEYS_READ)) {
            addKeys(concerns);
        }
        return concerns;
    }

    private void addAudit(List<Concern> concerns) {
        var report = audit.report();
        if (!report.intact()) {
            concerns.add(new Concern(AUDIT_NOT_INTACT, 1, report.fault(), report.verifiedAt()));
        }
        if (report.rewound()) {
            concerns.add(new Concern(AUDIT_REWOUND, 1));
        }
        if (report.waiting().compareTo(UNSEALED) > 0) {
            concerns.add(new Concern(AUDIT_UNSEALED, report.waiting().toMinutes()));
        }
    }

    private void addJobs(List<Concern> concerns) {
        var troubled = jobs.jobs().stream().filter(JobList.Job::isInTrouble).toList();
        if (!troubled.isEmpty()) {
            concerns.add(new Concern(
                    JOBS_IN_TROUBLE, troubled.size(), troubled.getFirst().name(), null));
        }
    }

    private void addDeliveries(List<Concern> concerns) {
        for (var kind : outbox.kinds(DELIVERIES)) {
            var troubled = kind.retried() + kind.failed();
            if (troubled > 0 && kind.kind().equals(MAIL)) {
                concerns.add(new Concern(MAIL_FAILING, troubled, kind.lastError(), kind.oldest()));
            } else if (troubled > 0) {
                concerns.add(new Concern(DELIVERIES_FAILING, troubled, kind.kind(), kind.oldest()));
            }
        }
    }

    private void addKeys(List<Concern> concerns) {
        var now = clock.instant();
        var times = keys.keys().stream().map(KeyLife::nextAt).sorted().toList();
        var late = times.stream()
                .filter(it -> it.isBefore(now.minus(KEYS_OVERDUE)))
                .toList();
        var soon = times.stream()
                .filter(it -> !late.contains(it) && it.isBefore(now.plus(KEYS_AHEAD)))
                .toList();
        add(late, KEYS_LATE, concerns);
        add(soon, KEYS_SOON, concerns);
    }

    private static void add(List<Instant> times, ConcernKind kind, List<Concern> concerns) {
        if (!times.isEmpty()) {
            concerns.add(new Concern(kind, times.size(), null, times.getFirst()));
        }
    }
}
