/**
 * Codes, grants and tokens: what the token endpoint takes and gives.
 *
 * <p>Owns the authorization code, the grant behind every token of a person, and the schemes by which access, refresh
 * and ID tokens are made and checked. Does not decide whether a person is asked or has agreed (module
 * {@code authorization}), nor who the client is (module {@code clientauthentication}).
 */
@ApplicationModule(
        displayName = "Tokens",
        allowedDependencies = {
            "audit",
            "client",
            "clientauthentication",
            "crypto",
            "dpop",
            "jobs",
            "ratelimit",
            "session",
            "settings",
            "signingkey",
            "subject",
            "user"
        })
@NullMarked
package dev.signet.idp.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
