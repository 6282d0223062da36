package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.HealthDirectory;
import dev.signet.idp.audit.AuditHealth;
import dev.signet.idp.jobs.JobList;
import dev.signet.idp.outbox.OutboxHealth;
import dev.signet.idp.signingkey.KeySchedule;
import java.util.List;
import org.springframework.boot.SpringBootVersion;
import org.springframework.stereotype.Component;

/** How the installation is, as the console shows it. */
@Component
class InstallationHealth implements HealthDirectory {

    private final DatabaseHealth database;
    private final WeakSettings settings;
    private final AuditHealth audit;
    private final OutboxHealth outbox;
    private final JobList jobs;
    private final KeySchedule keys;
    private final PermissionCheck permissions;

    InstallationHealth(
            DatabaseHealth database,
            WeakSettings settings,
            AuditHealth audit,
            OutboxHealth outbox,
            JobList jobs,
            KeySchedule keys,
            PermissionCheck permissions) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.outbox = outbox;
        this.jobs = jobs;
        this.keys = keys;
        this.permissions = permissions;
    }

    @Override
    public Health health() {
        permissions.require(Permission.AUDIT_READ);
        var server = database.server();
        return new Health(
                new Versions(
                        InstallationHealth.class.getPackage().getImplementationVersion(),
                        Runtime.version().toString(),
                        SpringBootVersion.getVersion(),
                        server.version()),
                database.of(server),
                trail(),
                deliveries(),
                jobs(),
                keys.keys().stream()
                        .map(it -> new SigningKey(
                                it.kid(), it.algorithm(), it.state().name(), it.nextAt()))
                        .toList(),
                settings.find(server.canChangeTrail()));
    }

    private Trail trail() {
        var report = audit.report();
        return new Trail(
                report.head(),
                report.waiting(),
                report.rewound(),
                report.verifiedAt(),
                report.intact(),
                report.fault());
    }

    private List<Deliveries> deliveries() {
        return outbox.kinds(OperatingConcerns.DELIVERIES).stream()
                .map(it ->
                        new Deliveries(it.kind(), it.waiting(), it.oldest(), it.retried(), it.failed(), it.lastError()))
                .toList();
    }

    private List<Job> jobs() {
        return jobs.jobs().stream()
                .map(it -> new Job(
                        it.name(),
                        it.nextAt(),
                        it.running(),
                        it.lastSuccess(),
                        it.lastFailure(),
                        it.failures(),
                        it.late()))
                .toList();
    }
}
