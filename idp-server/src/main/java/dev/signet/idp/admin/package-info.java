/**
 * What administrators can see and do, behind the console's ports.
 *
 * <p>Translates between the console and the modules that it administers, and asks for a permission before it answers,
 * whatever page the question came from. Masks personal data before it leaves. Has no pages or tables of its own.
 */
@ApplicationModule(
        displayName = "Administration",
        allowedDependencies = {
            "access",
            "adminapi",
            "adminui",
            "audit",
            "authenticator",
            "client",
            "consent",
            "device",
            "login",
            "protection",
            "recovery",
            "registration",
            "session",
            "settings",
            "signingkey",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
