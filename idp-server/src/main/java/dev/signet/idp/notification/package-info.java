/**
 * Notices to people about what happened to their account.
 *
 * <p>Listens to events and writes mails; owns no table and changes nothing. A notice is part of the transaction of what
 * it tells about, so nobody hears of a change that was not made, and no change is made without a word. What one transaction
 * does makes one mail, whatever belongs to it. Most of them hold the link "This was not me", which is module
 * {@code protection}'s.
 */
@ApplicationModule(
        displayName = "Notices",
        allowedDependencies = {
            "audit",
            "authenticator",
            "client",
            "device",
            "federation",
            "mail",
            "password",
            "protection",
            "recoverycode",
            "settings",
            "token",
            "user"
        })
@NullMarked
package dev.signet.idp.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
