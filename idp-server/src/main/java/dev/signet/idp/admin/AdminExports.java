package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminapi.AuditLines;
import dev.signet.idp.adminapi.ConfigurationDesk;
import dev.signet.idp.audit.AuditExport;
import dev.signet.idp.client.ClientConfiguration;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What the commands of the same names print, for whoever may read it. */
@Component
class AdminExports implements AuditLines, ConfigurationDesk {

    private final AuditExport audit;
    private final ClientConfiguration configuration;
    private final PermissionCheck permissions;
    private final ApplicationEventPublisher events;

    AdminExports(
            AuditExport audit,
            ClientConfiguration configuration,
            PermissionCheck permissions,
            ApplicationEventPublisher events) {
        this.audit = audit;
        this.configuration = configuration;
        this.permissions = permissions;
        this.events = events;
    }

    @Override
    public void write(Instant from, Instant until, Consumer<String> lines) {
        permissions.require(Permission.PII_READ);
        var viewer = permissions.require(Permission.AUDIT_READ);
        events.publishEvent(new AuditExported(viewer, from, until));
        audit.write(from, until, lines);
    }

    @Override
    public String export() {
        permissions.require(Permission.CLIENTS_READ);
        return configuration.export();
    }
}
