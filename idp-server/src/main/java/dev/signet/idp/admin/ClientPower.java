package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.client.ClientRegistration;
import dev.signet.idp.client.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a client can do to this provider through the API for administrators. Whoever has its secret, or gets its codes, can
 * do it too; so nobody touches a client that may do more than they, or else a new secret or another redirect URI would be
 * the way around what nobody may grant themselves.
 */
@Component
class ClientPower {

    private static final String SCOPE = "scope";
    private static final String ROLES = "administrator_roles";

    private final ClientRegistration registrations;
    private final RoleCatalogue catalogue;
    private final PermissionCheck permissions;

    ClientPower(ClientRegistration registrations, RoleCatalogue catalogue, PermissionCheck permissions) {
        this.registrations = registrations;
        this.catalogue = catalogue;
        this.permissions = permissions;
    }

    /** Whether there is such a client, and whoever asks may change it. */
    boolean isWithinReach(String clientId) {
        return registrations
                .find(clientId)
                .filter(it -> permissions.areHeld(named(it.metadata().scopeNames())))
                .filter(it -> mayGive(it.metadata().administratorRoles()))
                .isPresent();
    }

    /** What {@code fields} would give away that is not for whoever asks to give. */
    List<Problem> problemsOf(Map<String, Object> fields) {
        var problems = new ArrayList<Problem>();
        if (fields.get(SCOPE) instanceof String scope && !permissions.areHeld(named(List.of(scope.split(" "))))) {
            problems.add(new Problem(SCOPE, 0, "opens more of the administration than you may do yourself"));
        }
        var roles = texts(fields.get(ROLES));
        if (!mayGive(roles) || roles.stream().anyMatch(it -> catalogue.find(it).isEmpty())) {
            problems.add(new Problem(ROLES, 0, "a role that there is not, or that is not for you to give"));
        }
        return problems;
    }

    /** A role that somebody deleted allows nothing, so it is in nobody's way. */
    private boolean mayGive(List<String> roles) {
        return roles.isEmpty()
                || (permissions.isHeld(Permission.ROLES_WRITE) && permissions.areHeld(catalogue.permissionsOf(roles)));
    }

    private static Set<Permission> named(Collection<String> scopes) {
        var named = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values())
                .filter(it -> scopes.contains(Scope.ADMINISTRATION + it.value()))
                .forEach(named::add);
        return named;
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
    }
}
