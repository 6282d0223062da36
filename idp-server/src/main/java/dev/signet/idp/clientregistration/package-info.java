/**
 * Clients that register themselves: RFC 7591, RFC 7592 and OpenID Connect Dynamic Client Registration 1.0; and
 * clients that describe themselves in a document at their {@code client_id}. Off unless the operator wants it.
 *
 * <p>Owns the two endpoints, the tokens that open them, the reading of documents, and what is asked of such clients beyond the rules for all (module
 * {@code client}, which keeps the registrations).
 */
@ApplicationModule(
        displayName = "Client registration",
        allowedDependencies = {"audit", "client", "crypto", "jobs", "outbound", "ratelimit", "settings"})
@NullMarked
package dev.signet.idp.clientregistration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
