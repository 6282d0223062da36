package dev.signet.idp.admin;

import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.RoleDefinition;
import dev.signet.idp.access.Roles;
import dev.signet.idp.user.AccountId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The roles that somebody could give: those that allow nothing that they may not do. */
@Component
class GrantableRoles {

    private final RoleCatalogue catalogue;
    private final Roles roles;

    GrantableRoles(RoleCatalogue catalogue, Roles roles) {
        this.catalogue = catalogue;
        this.roles = roles;
    }

    List<String> by(AccountId actor) {
        var held = roles.permissionsOf(actor);
        return catalogue.list().stream()
                .filter(it -> held.containsAll(it.permissions()))
                .map(RoleDefinition::name)
                .toList();
    }
}
