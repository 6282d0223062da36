/**
 * Making one account of two that are the same person's.
 *
 * <p>Owns who may merge what, what becomes of either account, the pages on which a person does it, and the way back while
 * there is one. What the accounts hold stays with the modules that own it: this one tells them whom it belongs to now.
 */
@ApplicationModule(
        displayName = "Merging accounts",
        allowedDependencies = {
            "access",
            "audit",
            "authenticator",
            "consent",
            "crypto",
            "federation",
            "jobs",
            "link",
            "login",
            "mail",
            "protection",
            "session",
            "settings",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
