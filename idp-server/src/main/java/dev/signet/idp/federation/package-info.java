/**
 * Signing in with another provider: OpenID Connect by discovery, and OAuth 2.0 with a user endpoint.
 *
 * <p>Owns the providers, whether {@code providers.yaml} or the console declares them, the way there and back, whose
 * account somebody who came back is, and the pages on which an account is proved, linked and unlinked. The key of an identity is its issuer and subject, never an
 * address; {@link dev.signet.idp.federation.LinkingRules} is all that ever links by an address. Does not begin sessions
 * and does not ask for second factors: that is {@code login}'s.
 */
@ApplicationModule(
        displayName = "Federation",
        allowedDependencies = {
            "access",
            "audit",
            "authenticator",
            "client",
            "crypto",
            "device",
            "jobs",
            "link",
            "login",
            "mail",
            "outbound",
            "password",
            "protection",
            "ratelimit",
            "registration",
            "session",
            "settings",
            "token",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
