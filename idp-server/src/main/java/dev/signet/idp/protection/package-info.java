/**
 * What ends together when an account may be in the wrong hands.
 *
 * <p>Owns the rule of what a change of password takes with it; the lockdown, which leaves nothing open; and the link "This
 * was not me", by which the owner of a mailbox starts one. That link closes and never opens: whoever used it gets in again
 * like anybody who forgot their password. Does not decide when an account is in danger: people press the button, operators
 * run a command, and other modules have reasons of their own.
 */
@ApplicationModule(
        displayName = "Protection",
        allowedDependencies = {
            "audit",
            "authenticator",
            "consent",
            "device",
            "link",
            "login",
            "outbox",
            "password",
            "session",
            "settings",
            "token",
            "user"
        })
@NullMarked
package dev.signet.idp.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
