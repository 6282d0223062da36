/**
 * User accounts: who somebody is, by which identifiers they are found, and whether they may sign in.
 *
 * <p>Owns the account with its standard claims and its identifiers. Does not own anything that proves who somebody is
 * (modules {@code password} and its like), nor what an account may do (module {@code access}).
 */
@ApplicationModule(
        displayName = "User accounts",
        allowedDependencies = {"audit", "settings"})
@NullMarked
package dev.signet.idp.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
