package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.ApprovalDirectory;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.approval.ApprovalRequest;
import dev.signet.idp.approval.Approvals;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What waits for a second administrator, as the console shows it. Whoever decides has to be somebody who could have asked:
 * with the permission, and with every one that the person has.
 */
@Component
class ApprovalPages implements ApprovalDirectory, ConcernSource {

    private final Approvals approvals;
    private final ApprovedActions actions;
    private final Accounts accounts;
    private final PermissionCheck permissions;

    ApprovalPages(Approvals approvals, ApprovedActions actions, Accounts accounts, PermissionCheck permissions) {
        this.approvals = approvals;
        this.actions = actions;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public List<Request> list() {
        var viewer = permissions.require(Permission.USERS_SUPPORT);
        return approvals.list().stream().map(it -> request(it, viewer)).toList();
    }

    @Override
    public Optional<Request> find(UUID id) {
        var viewer = permissions.require(Permission.USERS_SUPPORT);
        return approvals.find(id).map(it -> request(it, viewer));
    }

    @Override
    public boolean grant(UUID id) {
        var viewer = permissions.require(Permission.USERS_SUPPORT);
        if (approvals.find(id).filter(it -> isDecidable(it, viewer)).isEmpty()) {
            return false;
        }
        try (var _ = Acting.as(viewer.value())) {
            return approvals.grant(
                    id,
                    viewer,
                    it -> actions.carryOut(accounts.find(it.account()).orElseThrow(), Action.valueOf(it.action())));
        }
    }

    @Override
    public boolean decline(UUID id) {
        var viewer = permissions.require(Permission.USERS_SUPPORT);
        var mayEndIt = approvals
                .find(id)
                .filter(it -> it.by().equals(viewer) || isDecidable(it, viewer))
                .isPresent();
        return mayEndIt && approvals.decline(id, viewer);
    }

    @Override
    public List<Concern> concerns(Set<Permission> held) {
        if (!held.contains(Permission.USERS_SUPPORT)) {
            return List.of();
        }
        var decidable = list().stream().filter(Request::isDecidable).count();
        return decidable == 0 ? List.of() : List.of(new Concern(ConcernKind.APPROVALS, decidable));
    }

    private boolean isDecidable(ApprovalRequest request, AccountId viewer) {
        return !request.by().equals(viewer)
                && permissions.isHeld(AccountOffice.permissionFor(Action.valueOf(request.action())))
                && permissions.reach(viewer, request.account()) == Reach.WITHIN;
    }

    private Request request(ApprovalRequest request, AccountId viewer) {
        return new Request(
                request.id(),
                request.action().toLowerCase(Locale.ROOT).replace('_', '-'),
                who(request.account()),
                who(request.by()),
                request.at(),
                request.expiresAt(),
                isDecidable(request, viewer),
                request.by().equals(viewer));
    }

    private Who who(AccountId id) {
        return new Who(
                id.value(),
                accounts.find(id).map(it -> PersonView.of(it, false).name()).orElse(null));
    }
}
