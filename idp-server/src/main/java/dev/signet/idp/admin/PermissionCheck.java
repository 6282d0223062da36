package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Asks whether the person who is signed in holds a permission. The rule on the route has asked before; this answer holds
 * also for a page that somebody forgot to write a rule for.
 */
@Component
class PermissionCheck {

    private final Roles roles;

    PermissionCheck(Roles roles) {
        this.roles = roles;
    }

    /** Goes on if the permission is held now, and otherwise ends the request as if the page were not there. */
    void require(Permission permission) {
        var held = BrowserSessions.current()
                .map(SignedIn::account)
                .filter(account -> roles.permissionsOf(account).contains(permission))
                .isPresent();
        if (!held) {
            throw new AccessDeniedException(permission.value() + " is needed");
        }
    }
}
