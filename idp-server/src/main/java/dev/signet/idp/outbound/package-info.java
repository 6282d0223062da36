/**
 * Requests to addresses that outsiders gave us: {@code jwks_uri} and its like.
 *
 * <p>Owns the rules about where such a request may go and how much time and memory it may cost. Does not know why
 * somebody asks, and keeps nothing.
 */
@ApplicationModule(
        displayName = "Outbound requests",
        allowedDependencies = {"settings"})
@NullMarked
package dev.signet.idp.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
