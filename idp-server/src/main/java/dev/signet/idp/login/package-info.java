/**
 * Signing in: which step comes next, and the steps themselves.
 *
 * <p>Owns the dispatcher, the only place that decides what somebody has to do next, and the ticket that carries where
 * they were going; the gate, the only place where a session begins; and the stage between a first factor and a second.
 * Steps never call each other: each does its work and sends the browser back to where it was going, and the dispatcher is
 * asked again. Does not verify anything itself: module {@code password} does, and the modules of the second factors,
 * which know this one and offer themselves by {@link dev.signet.idp.login.SecondFactor}.
 */
@ApplicationModule(
        displayName = "Sign-in",
        allowedDependencies = {
            "access",
            "audit",
            "authenticator",
            "client",
            "consent",
            "crypto",
            "device",
            "jobs",
            "password",
            "ratelimit",
            "session",
            "settings",
            "subject",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
