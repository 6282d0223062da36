/**
 * Signing out: by the person's own button, or because a relying party asks for it.
 *
 * <p>Owns the decision whether to ask first and where to go afterwards, and which applications the browser tells on the way. What ends with a session ends elsewhere, by
 * {@link dev.signet.idp.session.SessionEnded}.
 */
@ApplicationModule(
        displayName = "Sign-out",
        allowedDependencies = {"client", "crypto", "login", "session", "settings", "subject", "token", "user", "web"})
@NullMarked
package dev.signet.idp.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
