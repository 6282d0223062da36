/**
 * Coming in for the first time: by oneself, where that is open, or on an invitation.
 *
 * <p>Owns the pages and the order of things: first an address, then the proof that the person reads its mailbox, and only
 * behind that link a name and a password. So nothing of somebody whose address is not verified is ever kept, nobody can
 * choose a password for somebody else's address, and a visitor learns nothing about who has an account.
 */
@ApplicationModule(
        displayName = "Registration",
        allowedDependencies = {
            "audit",
            "link",
            "login",
            "mail",
            "outbox",
            "password",
            "ratelimit",
            "session",
            "settings",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
