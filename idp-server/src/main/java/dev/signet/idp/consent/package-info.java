/**
 * Consents: what a person allowed a client to see and do, and since when.
 *
 * <p>Owns the remembered decision. Asking for it belongs to module {@code authorization}, acting on it to module
 * {@code token}.
 */
@ApplicationModule(
        displayName = "Consents",
        allowedDependencies = {"audit", "user", "client"})
@NullMarked
package dev.signet.idp.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
