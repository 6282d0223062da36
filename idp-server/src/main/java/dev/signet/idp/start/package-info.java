/**
 * What an operator sees when Signet starts, or does not: the block that says where it runs and what to do first, and one
 * sentence for a setting that stopped the start.
 *
 * <p>Knows no other module. Whoever has a first step to offer publishes a bean of {@link FirstSteps}.
 */
@ApplicationModule(
        displayName = "Start",
        allowedDependencies = {"settings"})
@NullMarked
package dev.signet.idp.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
