/**
 * Subject identifiers: as whom a client knows a person (OpenID Connect Core 1.0 §8).
 *
 * <p>Owns how an account, and a browser session, is named to a client, and the key behind the names that are different for
 * each sector. Does not know which sector a client is of (module {@code client}), nor who asks for a name.
 */
@ApplicationModule(
        displayName = "Subjects",
        allowedDependencies = {"client", "crypto", "user"})
@NullMarked
package dev.signet.idp.subject;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
