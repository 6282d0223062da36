/**
 * What looks like an attack: rules over the audit trail, and the alerts that they raise.
 *
 * <p>Owns the alerts and how far the trail was looked at. A job reads the trail forward, so no request waits for a rule, and
 * every rule says in numbers why it raised an alert. Tells security officers by mail and whoever watches metrics. Blocks
 * nobody: that is module {@code ratelimit}'s.
 */
@ApplicationModule(
        displayName = "Detection",
        allowedDependencies = {"access", "audit", "jobs", "mail", "settings", "user"})
@NullMarked
package dev.signet.idp.detection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
