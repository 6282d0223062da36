/**
 * Authenticator apps: time-based one-time passwords (RFC 6238).
 *
 * <p>Owns the keys that apps share with us, sealed, and the last time step that each of them was used for; the page that
 * enrols an app and the page that asks for a code. Does not decide when a code is asked for, nor how often somebody may
 * try: that is {@code login}'s.
 */
@ApplicationModule(
        displayName = "Authenticator apps",
        allowedDependencies = {"authenticator", "crypto", "login", "session", "settings", "user", "web"})
@NullMarked
package dev.signet.idp.totp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
