/**
 * Browser sessions: who is signed in at this provider, with which factors, since when.
 *
 * <p>Owns the session row, its cookie and its two clocks (idle and absolute). There is a row only where somebody is
 * signed in: a visitor costs nothing. Does not decide who may sign in (module {@code login}) or what ends together
 * with a session (those modules listen to {@link dev.signet.idp.session.SessionEnded}).
 */
@ApplicationModule(
        displayName = "Sessions",
        allowedDependencies = {"audit", "crypto", "jobs", "settings", "user"})
@NullMarked
package dev.signet.idp.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
