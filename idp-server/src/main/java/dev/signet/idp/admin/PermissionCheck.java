package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Power;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Asks what the person who is signed in, or whoever calls the API with a token, may do. The rule on the route has asked before; this answer holds also for a page
 * that somebody forgot to write a rule for.
 */
@Component
class PermissionCheck {

    private final Roles roles;

    PermissionCheck(Roles roles) {
        this.roles = roles;
    }

    /**
     * Goes on if the permission is held now, and otherwise ends the request as if the page were not there.
     *
     * @return who holds it
     */
    AccountId require(Permission permission) {
        return caller().filter(account -> roles.permissionsOf(account).contains(permission))
                .orElseThrow(() -> new AccessDeniedException(permission.value() + " is needed"));
    }

    boolean isHeld(Permission permission) {
        return caller().filter(account -> roles.permissionsOf(account).contains(permission))
                .isPresent();
    }

    /** Whether all of them are held now. */
    boolean areHeld(Set<Permission> permissions) {
        return caller().filter(account -> roles.permissionsOf(account).containsAll(permissions))
                .isPresent();
    }

    /**
     * Whether {@code actor} may change {@code subject}. Nobody changes who may do more, or else a password reset or a
     * lock would be the way around what nobody may grant themselves.
     */
    Reach reach(AccountId actor, AccountId subject) {
        if (actor.equals(subject)) {
            return Reach.ONESELF;
        }
        return roles.permissionsOf(actor).containsAll(roles.permissionsOf(subject)) ? Reach.WITHIN : Reach.BEYOND;
    }

    private static Optional<AccountId> caller() {
        return Power.current()
                .map(Power::actor)
                .or(() -> BrowserSessions.current().map(SignedIn::account));
    }
}
