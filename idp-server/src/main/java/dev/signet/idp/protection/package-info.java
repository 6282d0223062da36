/**
 * What ends together when an account may be in the wrong hands.
 *
 * <p>Owns the rule of what a change of password takes with it, and the lockdown, which leaves nothing open. Does not
 * decide when an account is in danger: people press a button for it, and rules find out (modules {@code account} and
 * {@code notification}).
 */
@ApplicationModule(
        displayName = "Protection",
        allowedDependencies = {"audit", "device", "login", "password", "session", "token", "user"})
@NullMarked
package dev.signet.idp.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
