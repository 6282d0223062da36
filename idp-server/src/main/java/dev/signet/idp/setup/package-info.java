/**
 * The first administrator, made through a link that is shown once or by a command.
 *
 * <p>Owns the set-up link. There is no default account and no default password; whoever can read what the server
 * prints, or can run its jar, is the operator.
 */
@ApplicationModule(
        displayName = "Set-up",
        allowedDependencies = {"access", "crypto", "password", "ratelimit", "settings", "start", "user", "web"})
@NullMarked
package dev.signet.idp.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
