/**
 * What an account may do: permissions, and the roles that grant them.
 *
 * <p>Owns the roles that administrators make, the assignment of every role, and the rules by which nobody rises by
 * themselves. Does not decide about single requests: the filter chains and the console ask for a permission by its name,
 * never for a role.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"audit", "user"})
@NullMarked
package dev.signet.idp.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
