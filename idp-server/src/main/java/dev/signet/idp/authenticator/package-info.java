/**
 * Authenticators: what people have enrolled beside a password, whatever its kind, under the names that they gave it.
 *
 * <p>Owns one row per authenticator with its name and its times, and the rules that hold for all of them: whose they
 * are, how many, and that recovery codes do not outlive the last thing that they stand in for. What is peculiar to a
 * kind (keys, codes, counters) belongs to the module of that kind, in a table of its own that refers to the row here.
 */
@ApplicationModule(
        displayName = "Authenticators",
        allowedDependencies = {"audit", "crypto", "user"})
@NullMarked
package dev.signet.idp.authenticator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
