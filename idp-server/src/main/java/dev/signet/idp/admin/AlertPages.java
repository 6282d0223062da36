package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.AlertDirectory;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.audit.Position;
import dev.signet.idp.detection.Alerts;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The alerts as the console shows them. */
@Component
class AlertPages implements AlertDirectory, ConcernSource {

    static final int PAGE_SIZE = 25;

    private static final int MOST = 1_000;

    private final Alerts alerts;
    private final Accounts accounts;
    private final PermissionCheck permissions;

    AlertPages(Alerts alerts, Accounts accounts, PermissionCheck permissions) {
        this.alerts = alerts;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public Page list(boolean isAll, @Nullable String after) {
        permissions.require(Permission.AUDIT_READ);
        var before =
                Keyset.parse(after).map(it -> new Position(it.at(), it.id())).orElse(null);
        var found = alerts.list(!isAll, before, PAGE_SIZE + 1);
        var hasMore = found.size() > PAGE_SIZE;
        var shown = hasMore ? found.subList(0, PAGE_SIZE) : found;
        return new Page(
                shown.stream().map(this::alert).toList(),
                hasMore ? new Keyset(shown.getLast().firstAt(), shown.getLast().id()).toString() : null);
    }

    @Override
    public Optional<Alert> find(UUID id) {
        permissions.require(Permission.AUDIT_READ);
        return alerts.find(id).map(this::alert);
    }

    @Override
    public boolean acknowledge(UUID id, String note) {
        var actor = permissions.require(Permission.ALERTS_WRITE);
        return alerts.acknowledge(id, actor, note.replace("\0", ""));
    }

    @Override
    public List<Concern> concerns(Set<Permission> held) {
        if (!held.contains(Permission.AUDIT_READ)) {
            return List.of();
        }
        var open = alerts.countOpen(MOST);
        return open == 0 ? List.of() : List.of(new Concern(ConcernKind.ALERTS, open));
    }

    private Alert alert(dev.signet.idp.detection.Alert alert) {
        var acknowledgement = alert.acknowledgement();
        return new Alert(
                alert.id(),
                alert.kind().name(),
                alert.kind().isUrgent(),
                alert.account() == null ? null : who(alert.account()),
                Masking.address(alert.address()),
                alert.clientId(),
                alert.number(),
                alert.firstAt(),
                alert.lastAt(),
                new Keyset(alert.example().at(), alert.example().id()).toString(),
                acknowledgement == null
                        ? null
                        : new Acknowledgement(acknowledgement.at(), who(acknowledgement.by()), acknowledgement.note()));
    }

    private Who who(UUID id) {
        return new Who(
                id,
                accounts.find(new AccountId(id))
                        .map(it -> PersonView.of(it, false).name())
                        .orElse(null));
    }
}
