/**
 * Demonstrating proof of possession (RFC 9449): that whoever calls holds a certain private key.
 *
 * <p>Owns the check of a proof, the nonces that we hand out, and the proofs that were used. Does not know what is bound to
 * a key: tokens and codes belong to the module {@code token}.
 */
@ApplicationModule(
        displayName = "DPoP",
        allowedDependencies = {"crypto", "jobs", "settings"})
@NullMarked
package dev.signet.idp.dpop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
