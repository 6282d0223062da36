/**
 * The person's own pages: who they are here, and what is open in their name.
 *
 * <p>Shows and changes what belongs to the person who is signed in, and nobody else's.
 */
@ApplicationModule(
        displayName = "Account pages",
        allowedDependencies = {
            "access",
            "audit",
            "authenticator",
            "client",
            "consent",
            "device",
            "federation",
            "login",
            "password",
            "recoverycode",
            "session",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
