/**
 * The pages on which somebody allows a device that cannot show a sign-in (RFC 8628 §3.3).
 *
 * <p>Owns the typing of the code, the question and the limits on guessing. Does not own requests and what becomes of them
 * (module {@code token}).
 */
@ApplicationModule(
        displayName = "Device authorization",
        allowedDependencies = {"client", "login", "ratelimit", "session", "token", "user", "web"})
@NullMarked
package dev.signet.idp.deviceauthorization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
