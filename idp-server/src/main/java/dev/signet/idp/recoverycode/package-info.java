/**
 * Recovery codes: ten codes on paper, each good once, for the day on which somebody has lost every other factor.
 *
 * <p>Owns the codes, of which the database has a MAC alone, the pages that show them once and the step that asks for one.
 * Makes them when the first authenticator is enrolled, whatever its kind. That they go with the last authenticator is a
 * rule of module {@code authenticator}.
 */
@ApplicationModule(
        displayName = "Recovery codes",
        allowedDependencies = {"audit", "authenticator", "crypto", "login", "session", "settings", "user", "web"})
@NullMarked
package dev.signet.idp.recoverycode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
