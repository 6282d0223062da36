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
            "accessreview",
            "adminapi",
            "adminui",
            "approval",
            "audit",
            "authenticator",
            "authorization",
            "client",
            "consent",
            "detection",
            "device",
            "federation",
            "jobs",
            "login",
            "merge",
            "outbox",
            "protection",
            "recovery",
            "registration",
            "session",
            "settings",
            "signingkey",
            "statistics",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
