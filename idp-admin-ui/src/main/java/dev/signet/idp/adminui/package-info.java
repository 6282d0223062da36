/**
 * The administrators' console: controllers, forms, pages, and the ports they need.
 *
 * <p>Depends on no other module. The server implements the ports in {@code dev.signet.idp.admin}, so this console can
 * list and change things only through the operations declared here.
 */
@ApplicationModule(
        displayName = "Administrators' console",
        allowedDependencies = {})
@NullMarked
package dev.signet.idp.adminui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
