/**
 * Browsers that somebody has signed in with before.
 *
 * <p>Owns the cookie by which a browser is known again and a row for each account that signed in with it. A browser is
 * known to an account, never in general; it is remembered if a second factor was proved in it and its owner asked for
 * that. Does not decide what either is good for (modules {@code login} and {@code ratelimit}), and does not mail anybody
 * (those who do listen to {@link dev.signet.idp.device.NewDevice}).
 */
@ApplicationModule(
        displayName = "Devices",
        allowedDependencies = {"audit", "crypto", "jobs", "settings", "user"})
@NullMarked
package dev.signet.idp.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
