/**
 * Passkeys and security keys (Web Authentication Level 3): enrolling them, and proving oneself with one, alone or as a
 * second factor.
 *
 * <p>Owns the credential records, the random handle under which authenticators know an account, and the challenges, each
 * of which can be answered once. The steps of the specification are webauthn4j's; what depends on our accounts is here.
 * Does not own what an authenticator is called and when it was used (module {@code authenticator}), nor what a proof
 * leads to (module {@code login}).
 */
@ApplicationModule(
        displayName = "Passkeys",
        allowedDependencies = {
            "audit",
            "authenticator",
            "crypto",
            "device",
            "jobs",
            "login",
            "ratelimit",
            "session",
            "settings",
            "user",
            "web"
        })
@NullMarked
package dev.signet.idp.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
