/**
 * Links in mails: a secret that works once, for a while, for one purpose.
 *
 * <p>Owns the secrets' hashes and their use. What a link is for belongs to the module that issues it: that has the page
 * behind it, whose GET shows a form and changes nothing, because mail scanners open every link, and whose POST uses the
 * link up.
 */
@ApplicationModule(
        displayName = "Mailed links",
        allowedDependencies = {"crypto", "jobs", "ratelimit", "settings", "user"})
@NullMarked
package dev.signet.idp.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
