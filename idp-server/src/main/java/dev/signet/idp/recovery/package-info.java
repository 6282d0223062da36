/**
 * Getting back in: a new password through a mailed link.
 *
 * <p>Owns the pages and what happens when the link is used: the old password, every session, every grant and every other
 * link are worth nothing from then on. A mailbox alone never removes a further factor, so afterwards the person signs in
 * like anybody else. Whoever asks learns nothing: the answer is given before anybody looks whether there is an account.
 */
@ApplicationModule(
        displayName = "Account recovery",
        allowedDependencies = {
            "audit",
            "device",
            "link",
            "login",
            "mail",
            "outbox",
            "password",
            "session",
            "settings",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
