/**
 * The keys that sign tokens: made, published, rotated and retired without anybody's help.
 *
 * <p>Owns the key table, the JWKS endpoint, signing and the verification of our own signatures. Does not know what a
 * token means: claims, lifetimes and audiences belong to the modules that issue tokens.
 */
@ApplicationModule(
        displayName = "Signing keys",
        allowedDependencies = {"audit", "crypto", "settings"})
@NullMarked
package dev.signet.idp.signingkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
