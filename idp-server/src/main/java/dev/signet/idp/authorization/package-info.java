/**
 * The authorization endpoint: what a client asks of a person, and the person's answer.
 *
 * <p>Owns the checks of an authorization request, in one ordered list, the requests that clients push before or
 * put into a JWT, and the consent page. Does not sign anybody in
 * (module {@code login}) and does not make tokens (module {@code token}).
 */
@ApplicationModule(
        displayName = "Authorization endpoint",
        allowedDependencies = {
            "audit",
            "client",
            "clientauthentication",
            "clientregistration",
            "consent",
            "crypto",
            "dpop",
            "jobs",
            "login",
            "outbound",
            "session",
            "settings",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.authorization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
