/**
 * Telling relying parties that a session is over (OpenID Connect Back-Channel Logout 1.0).
 *
 * <p>Owns the logout token and who is told. A session that ends, for whatever reason, leaves one delivery for each client
 * that took part in it, in the transaction that ends it; the outbox does the rest. Does not end sessions (module
 * {@code session}) and does not fetch by itself (module {@code outbound}).
 */
@ApplicationModule(
        displayName = "Back-channel logout",
        allowedDependencies = {
            "client",
            "outbound",
            "outbox",
            "session",
            "settings",
            "signingkey",
            "subject",
            "token",
            "user"
        })
@NullMarked
package dev.signet.idp.backchannel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
