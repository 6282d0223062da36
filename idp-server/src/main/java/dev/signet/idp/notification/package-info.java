/**
 * Notices to people about what happened to their account.
 *
 * <p>Listens to events and writes mails; owns no table and changes nothing. A notice is part of the transaction of what
 * it tells about, so nobody hears of a change that was not made, and no change is made without a word.
 */
@ApplicationModule(
        displayName = "Notices",
        allowedDependencies = {"audit", "mail", "password", "user"})
@NullMarked
package dev.signet.idp.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
