/**
 * What an operator sets for the whole installation: issuer, data folder, configuration folder.
 *
 * <p>Settings that belong to one module live in that module. This one depends on nothing and is read by everything.
 */
@ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {})
@NullMarked
package dev.signet.idp.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
