package dev.signet.idp.adminapi;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Power;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.Roles;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.token.AdministrationApi;
import dev.signet.idp.token.CallerOfApi;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a token is good for: of the permissions that its scopes name, those that the person has by their roles or, if it is a
 * client's own, that the client has by those of its registration.
 */
@Component
public class Administrators {

    private final Roles roles;
    private final RoleCatalogue catalogue;
    private final Clients clients;
    private final AdminApiProperties properties;
    private final Clock clock;

    Administrators(Roles roles, RoleCatalogue catalogue, Clients clients, AdminApiProperties properties, Clock clock) {
        this.roles = roles;
        this.catalogue = catalogue;
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws SignInTooWeakException if the person has to prove a second factor first, as at the console */
    public AdministratorToken of(CallerOfApi caller) {
        var account = caller.account();
        var scopes = permissions(caller.scopes());
        if (account != null) {
            requireRecentSecondFactor(caller);
            return token(caller, scopes, account, roles.of(account), roles.permissionsOf(account));
        }
        var names =
                clients.find(caller.clientId()).map(Client::administratorRoles).orElse(List.of());
        return token(caller, scopes, Power.standIn(caller.clientId()), names, catalogue.permissionsOf(names));
    }

    private static AdministratorToken token(
            CallerOfApi caller,
            Set<Permission> scopes,
            AccountId actor,
            Collection<String> roles,
            Set<Permission> permissions) {
        var held = EnumSet.noneOf(Permission.class);
        held.addAll(permissions);
        held.retainAll(scopes);
        return new AdministratorToken(caller.clientId(), scopes, new Power(actor, Set.copyOf(roles), held));
    }

    private void requireRecentSecondFactor(CallerOfApi caller) {
        var isStrong = Assurance.of(caller.acr())
                .filter(it -> it.reaches(Assurance.MULTI_FACTOR))
                .isPresent();
        var isRecent = caller.authTime().plus(properties.signInAge()).isAfter(clock.instant());
        if (!isStrong || !isRecent) {
            throw new SignInTooWeakException(properties.signInAge());
        }
    }

    private static Set<Permission> permissions(Set<String> scopes) {
        var named = EnumSet.noneOf(Permission.class);
        for (var permission : Permission.values()) {
            if (scopes.contains(AdministrationApi.SCOPE_PREFIX + permission.value())) {
                named.add(permission);
            }
        }
        return named;
    }
}
