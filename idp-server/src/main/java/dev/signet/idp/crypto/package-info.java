/**
 * Secrets: random values, their hashes, encryption at rest and keys derived for one purpose.
 *
 * <p>Owns the key-encryption key, which never enters the database, and the data keyset that it wraps. Does not
 * own signing keys (module {@code signingkey}) or passwords (module {@code password}).
 */
@ApplicationModule(
        displayName = "Cryptography",
        allowedDependencies = {"settings"})
@NullMarked
package dev.signet.idp.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
