package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.RoleAssignments;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.RoleDefinition;
import dev.signet.idp.access.Roles;
import dev.signet.idp.access.RolesByRule;
import dev.signet.idp.adminui.RoleDirectory;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The roles as the console shows and changes them. */
@Component
class AccessRoles implements RoleDirectory {

    private final RoleCatalogue catalogue;
    private final RoleAssignments assignments;
    private final Roles roles;
    private final Accounts accounts;
    private final PermissionCheck permissions;
    private final RolesByRule rolesByRule;

    AccessRoles(
            RoleCatalogue catalogue,
            RoleAssignments assignments,
            Roles roles,
            Accounts accounts,
            PermissionCheck permissions,
            RolesByRule rolesByRule) {
        this.catalogue = catalogue;
        this.assignments = assignments;
        this.roles = roles;
        this.accounts = accounts;
        this.permissions = permissions;
        this.rolesByRule = rolesByRule;
    }

    @Override
    public List<Role> list() {
        var viewer = permissions.require(Permission.ROLES_READ);
        var holders = catalogue.holderCounts();
        return catalogue.list().stream()
                .map(it -> role(it, holders.getOrDefault(it.name(), 0), viewer))
                .toList();
    }

    @Override
    public Optional<RoleDetail> find(String name) {
        var viewer = permissions.require(Permission.ROLES_READ);
        if (name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return catalogue
                .find(name)
                .map(it -> new RoleDetail(
                        role(it, catalogue.holderCounts().getOrDefault(name, 0), viewer),
                        catalogue.holders(name).stream()
                                .flatMap(id -> accounts.find(id).stream())
                                .map(PersonView::masked)
                                .toList()));
    }

    @Override
    public List<Grantable> permissions() {
        var held = roles.permissionsOf(permissions.require(Permission.ROLES_WRITE));
        return Arrays.stream(Permission.values())
                .map(it -> new Grantable(it.value(), held.contains(it)))
                .toList();
    }

    @Override
    public Outcome create(String name, String description, Set<String> granted) {
        var actor = permissions.require(Permission.ROLES_WRITE);
        return known(granted)
                .map(it -> outcome(catalogue.create(actor, name, description, it), actor))
                .orElseGet(AccessRoles::beyondReach);
    }

    @Override
    public Outcome change(String name, int version, String description, Set<String> granted) {
        var actor = permissions.require(Permission.ROLES_WRITE);
        return known(granted)
                .map(it -> outcome(catalogue.change(actor, name, version, description, it), actor))
                .orElseGet(AccessRoles::beyondReach);
    }

    @Override
    public Outcome delete(String name) {
        var actor = permissions.require(Permission.ROLES_WRITE);
        return outcome(catalogue.delete(actor, name), actor);
    }

    @Override
    public Optional<PersonRoles> of(UUID person) {
        var viewer = permissions.require(Permission.ROLES_READ);
        return accounts.find(new AccountId(person)).map(it -> personRoles(it, viewer));
    }

    @Override
    public Assignment assign(UUID person, Set<String> seen, Set<String> wanted) {
        var actor = permissions.require(Permission.ROLES_WRITE);
        return switch (assignments.change(actor, new AccountId(person), seen, wanted)) {
            case RoleAssignments.Outcome.Changed _ -> new Assignment.Assigned();
            case RoleAssignments.Outcome.Stale _ ->
                of(person).<Assignment>map(Assignment.Stale::new).orElseGet(Assignment.NotThere::new);
            case RoleAssignments.Outcome.LastAdministrator _ -> new Assignment.LastAdministrator();
            case RoleAssignments.Outcome.OwnRoles _,
                    RoleAssignments.Outcome.BeyondReach _,
                    RoleAssignments.Outcome.NoSuchAccount _ -> new Assignment.NotThere();
        };
    }

    private PersonRoles personRoles(Account account, AccountId viewer) {
        var held = roles.permissionsOf(viewer);
        var assigned = roles.of(account.id());
        var known = catalogue.list();
        var unknown = new HashSet<>(assigned);
        known.forEach(it -> unknown.remove(it.name()));
        var effective = new LinkedHashMap<String, List<String>>();
        roles.effective(account.id())
                .forEach((permission, from) -> effective.put(permission.value(), List.copyOf(from)));
        return new PersonRoles(
                account.id().value(),
                PersonView.masked(account).name(),
                permissions.reach(viewer, account.id()),
                assigned,
                Stream.concat(
                                known.stream().map(it -> new Grantable(it.name(), held.containsAll(it.permissions()))),
                                unknown.stream().sorted().map(it -> new Grantable(it, true))) // or saving would lose it
                        .toList(),
                effective,
                rolesByRule.of(account.id()));
    }

    private Role role(RoleDefinition role, int holders, AccountId viewer) {
        var held = roles.permissionsOf(viewer);
        return new Role(
                role.name(),
                role.description(),
                role.permissions().stream().map(Permission::value).toList(),
                role.isBuiltIn(),
                role.version(),
                holders,
                !role.isBuiltIn()
                        && held.contains(Permission.ROLES_WRITE)
                        && held.containsAll(role.permissions())
                        && !roles.of(viewer).contains(role.name()));
    }

    private Outcome outcome(RoleCatalogue.Outcome outcome, AccountId actor) {
        return switch (outcome) {
            case RoleCatalogue.Outcome.Done(var holders) -> new Outcome.Done(holders);
            case RoleCatalogue.Outcome.BadName _ -> new Outcome.Rejected("name", Problem.BAD_NAME);
            case RoleCatalogue.Outcome.NameTaken _ -> new Outcome.Rejected("name", Problem.NAME_TAKEN);
            case RoleCatalogue.Outcome.TooMany _ -> new Outcome.Rejected("name", Problem.TOO_MANY_ROLES);
            case RoleCatalogue.Outcome.DescriptionTooLong _ -> new Outcome.Rejected("description", Problem.TOO_LONG);
            case RoleCatalogue.Outcome.BeyondReach _ -> beyondReach();
            case RoleCatalogue.Outcome.Stale(var current) ->
                new Outcome.Stale(role(current, catalogue.holderCounts().getOrDefault(current.name(), 0), actor));
            case RoleCatalogue.Outcome.OwnRole _, RoleCatalogue.Outcome.NoSuchRole _ -> new Outcome.NotThere();
        };
    }

    private static Outcome beyondReach() {
        return new Outcome.Rejected("permissions", Problem.BEYOND_REACH);
    }

    /** Empty if one of the names is no permission. */
    private static Optional<Set<Permission>> known(Set<String> names) {
        var known = new HashSet<Permission>();
        for (var name : names) {
            var permission = Permission.of(name);
            if (permission.isEmpty()) {
                return Optional.empty();
            }
            known.add(permission.get());
        }
        return Optional.of(known);
    }
}
