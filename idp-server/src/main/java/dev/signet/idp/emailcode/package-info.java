/**
 * Codes by mail: six digits to the verified address of an account, as a second factor where the operator allows it.
 *
 * <p>Owns the codes, how long and how often they can be tried, how often one can be asked for, and the step that asks for
 * one. Weaker than the other factors, since a mailbox is often open with the password that was just typed; so it is off
 * by default and offered last.
 */
@ApplicationModule(
        displayName = "Codes by mail",
        allowedDependencies = {"authenticator", "crypto", "jobs", "login", "mail", "session", "settings", "user", "web"
        })
@NullMarked
package dev.signet.idp.emailcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
