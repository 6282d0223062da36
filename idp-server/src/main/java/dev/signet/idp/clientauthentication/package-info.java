/**
 * Client authentication at the endpoints that clients call directly (RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2).
 *
 * <p>Owns the six methods, what an assertion must say, where the certificate of a connection is found, and the assertions that were used. Does not own secrets and
 * registrations (module {@code client}), and does not decide what an authenticated client may do.
 */
@ApplicationModule(
        displayName = "Client authentication",
        allowedDependencies = {
            "audit",
            "client",
            "clientregistration",
            "crypto",
            "jobs",
            "outbound",
            "ratelimit",
            "settings"
        })
@NullMarked
package dev.signet.idp.clientauthentication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
