/**
 * Passwords: rules, hashes, and proving an account with one.
 *
 * <p>Owns the stored hash, the limit on how many are computed at once, and the comparison that takes the same path for
 * everybody. Answers how strong a password is while it is typed. Does not own what happens after it: factors,
 * sessions and pages belong to {@code login}.
 */
@ApplicationModule(
        displayName = "Passwords",
        allowedDependencies = {"audit", "crypto", "ratelimit", "settings", "user", "web"})
@NullMarked
package dev.signet.idp.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
