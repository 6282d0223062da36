/**
 * What one administrator asks for and another has to allow.
 *
 * <p>Owns the requests, their end and their time. Does not know what an action does or who may allow it: module
 * {@code admin} asks for permissions and carries out what was allowed.
 */
@ApplicationModule(
        displayName = "Approvals",
        allowedDependencies = {"audit", "jobs", "settings", "user"})
@NullMarked
package dev.signet.idp.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
