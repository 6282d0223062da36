/**
 * The userinfo endpoint: what a relying party may know about the person who signed in.
 *
 * <p>Owns the selection of claims by granted scope, and by what the request named. Does not own the claims (module {@code user}) or which scope stands
 * for which (module {@code client}).
 */
@ApplicationModule(
        displayName = "Userinfo endpoint",
        allowedDependencies = {"client", "clientauthentication", "settings", "signingkey", "token", "user"})
@NullMarked
package dev.signet.idp.userinfo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
