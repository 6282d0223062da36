/**
 * Limits on what somebody may try or ask for, counted by all nodes together.
 *
 * <p>Owns the counts, the decision and the waits of the delay tier. Counts are kept under keyed codes, so the table names
 * nobody. Does not know what is tried: callers say which {@link dev.signet.idp.ratelimit.Attempt} it is, ask before the
 * work, and tell how it ended. Does not answer anybody either; that is a
 * {@link dev.signet.idp.web.LimitReachedException} away.
 */
@ApplicationModule(
        displayName = "Rate limits",
        allowedDependencies = {"audit", "crypto", "jobs", "settings", "web"})
@NullMarked
package dev.signet.idp.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
