package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.ProviderOffice;
import dev.signet.idp.federation.Concerned;
import dev.signet.idp.federation.ConnectionTest;
import dev.signet.idp.federation.ProviderRegistration;
import dev.signet.idp.federation.ProviderView;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Does with providers what the console asks, in the name of whoever is signed in there. */
@Component
class IdentityProviderOffice implements ProviderOffice {

    private static final int NAMED = 10;

    private final ProviderRegistration registrations;
    private final ProviderView view;
    private final ConnectionTest connectionTest;
    private final GrantableRoles grantableRoles;
    private final Accounts accounts;
    private final PermissionCheck permissions;

    IdentityProviderOffice(
            ProviderRegistration registrations,
            ProviderView view,
            ConnectionTest connectionTest,
            GrantableRoles grantableRoles,
            Accounts accounts,
            PermissionCheck permissions) {
        this.registrations = registrations;
        this.view = view;
        this.connectionTest = connectionTest;
        this.grantableRoles = grantableRoles;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public List<Connection> list() {
        permissions.require(Permission.PROVIDERS_READ);
        return registrations.list().stream().map(ProviderTerms::connection).toList();
    }

    @Override
    public Optional<Connection> find(String id) {
        permissions.require(Permission.PROVIDERS_READ);
        return registrations.find(id).map(ProviderTerms::connection);
    }

    @Override
    public List<String> kinds() {
        permissions.require(Permission.PROVIDERS_WRITE);
        return view.kinds();
    }

    @Override
    public Optional<String> proposedId(String kind) {
        permissions.require(Permission.PROVIDERS_WRITE);
        return view.proposedId(kind);
    }

    @Override
    public String callback(String id) {
        permissions.require(Permission.PROVIDERS_READ);
        return view.callback(id);
    }

    @Override
    public Choices choices() {
        var actor = permissions.require(Permission.PROVIDERS_WRITE);
        return new Choices(view.choices(), view.claims(), grantableRoles.by(actor));
    }

    @Override
    public Outcome create(String id, Map<String, Object> fields, String secret) {
        var actor = permissions.require(Permission.PROVIDERS_WRITE);
        return ProviderTerms.outcome(registrations.create(actor, id, fields, secret));
    }

    @Override
    public Outcome change(String id, long version, Map<String, Object> fields, String secret) {
        var actor = permissions.require(Permission.PROVIDERS_WRITE);
        return ProviderTerms.outcome(registrations.change(actor, id, version, fields, secret));
    }

    @Override
    public Outcome enable(String id, boolean isEnabled) {
        var actor = permissions.require(Permission.PROVIDERS_WRITE);
        return ProviderTerms.outcome(registrations.enable(actor, id, isEnabled));
    }

    @Override
    public Outcome delete(String id) {
        var actor = permissions.require(Permission.PROVIDERS_WRITE);
        return ProviderTerms.outcome(registrations.delete(actor, id));
    }

    /** Whoever may see no people is told how many, and not who. */
    @Override
    public Extent extent(String id) {
        permissions.require(Permission.PROVIDERS_WRITE);
        var concerned = view.concerned(id);
        var some = permissions.isHeld(Permission.USERS_READ)
                ? concerned.stranded().stream()
                        .limit(NAMED)
                        .flatMap(it -> accounts.find(it).stream())
                        .map(PersonView::masked)
                        .toList()
                : List.<PersonSummary>of();
        return new Extent(concerned.linked(), Math.min(concerned.stranded().size(), Concerned.MOST + 1), some);
    }

    @Override
    public Optional<Report> test(String id) {
        permissions.require(Permission.PROVIDERS_WRITE);
        return connectionTest.of(id).map(ProviderTerms::report);
    }
}
