/**
 * Registered clients and scopes: what a relying party may do, and which claims a scope stands for.
 *
 * <p>Owns their tables, the rules that a registration must keep, and the configuration file that declares them. Does not
 * authenticate clients (module {@code clientauthentication}) and knows nothing of consent or tokens.
 */
@ApplicationModule(
        displayName = "Clients",
        allowedDependencies = {"audit", "crypto", "outbound", "settings"})
@NullMarked
package dev.signet.idp.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
