/**
 * The e-mail address of an account: proving it, changing it, and taking a change back.
 *
 * <p>An address counts only after a link that was mailed to it was used. The one before it gets a notice with a link that
 * undoes the change for a week, for whoever finds that somebody else made it. Owns no table: the address is the
 * account's, and links are links.
 */
@ApplicationModule(
        displayName = "E-mail addresses",
        allowedDependencies = {
            "audit",
            "link",
            "login",
            "mail",
            "protection",
            "recovery",
            "session",
            "settings",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
