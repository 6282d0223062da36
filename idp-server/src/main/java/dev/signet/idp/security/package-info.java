/**
 * The filter chains: who may call what.
 *
 * <p>One class per kind of caller, and one short list of what anybody may open. Everything that no rule names is
 * refused, as if it were not there.
 */
@ApplicationModule(displayName = "Filter chains")
@NullMarked
package dev.signet.idp.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
