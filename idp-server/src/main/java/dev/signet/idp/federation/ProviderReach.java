package dev.signet.idp.federation;

import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.Roles;
import dev.signet.idp.user.AccountId;
import java.util.Arrays;
import org.springframework.stereotype.Service;

/**
 * Whose providers an administrator may change. Whoever configures where an identity comes from can make one up: nobody may
 * do that to people who may do more than they themselves, or give them, by a rule, a role that they lack.
 */
@Service
class ProviderReach {

    private final IdentityRepository identities;
    private final RoleCatalogue catalogue;
    private final Roles roles;

    ProviderReach(IdentityRepository identities, RoleCatalogue catalogue, Roles roles) {
        this.identities = identities;
        this.catalogue = catalogue;
        this.roles = roles;
    }

    /** @param versions what there is before and after the change */
    boolean covers(AccountId actor, Provider... versions) {
        return Arrays.stream(versions).allMatch(it -> coversRules(actor, it) && coversPeople(actor, it));
    }

    /** A role that there is not is beyond everybody: somebody may make it one day. */
    private boolean coversRules(AccountId actor, Provider provider) {
        var held = roles.permissionsOf(actor);
        return provider.roleNames().stream()
                .allMatch(name -> catalogue
                        .find(name)
                        .filter(it -> held.containsAll(it.permissions()))
                        .isPresent());
    }

    private boolean coversPeople(AccountId actor, Provider provider) {
        var held = roles.permissionsOf(actor);
        return identities.withRoles(provider.issuer()).stream()
                .allMatch(it -> held.containsAll(roles.permissionsOf(it)));
    }
}
