/**
 * Getting back in: a new password through a mailed link, and a way on for those who lost their second factors.
 *
 * <p>Owns the pages and what happens when the link is used: the old password, every session, every grant and every other
 * link are worth nothing from then on. A mailbox alone never removes a further factor, so afterwards the person signs in
 * like anybody else. Whoever asks learns nothing: the answer is given before anybody looks whether there is an account.
 *
 * <p>Second factors go after a waiting time, one request for each account: somebody who proved a first factor asks, the
 * mailbox agrees, the owner can cancel it by mail, by a second factor, or on their own pages, and in the end it takes the
 * first factor and the mailbox once more.
 */
@ApplicationModule(
        displayName = "Account recovery",
        allowedDependencies = {
            "audit",
            "authenticator",
            "crypto",
            "device",
            "jobs",
            "link",
            "login",
            "mail",
            "outbox",
            "password",
            "protection",
            "ratelimit",
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
