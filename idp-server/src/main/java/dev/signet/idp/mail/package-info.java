/**
 * Mails to people: how they are worded, in which language, and how they leave the house.
 *
 * <p>Owns the words and the look of every mail, the limit on how many one address gets, and the way out: an SMTP server,
 * or, for trying Signet out, a page on this machine. Delivery and its retries are the outbox's. Does not decide when
 * somebody is written to; whoever does leaves a {@link dev.signet.idp.mail.Mail} with {@link dev.signet.idp.mail.Mails}.
 */
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"crypto", "jobs", "outbox", "settings", "start", "user", "web"})
@NullMarked
package dev.signet.idp.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
