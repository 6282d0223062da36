package dev.signet.idp.signingkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What signs once the key that signs is withdrawn.
 *
 * @param algorithm by its name in RFC 7518 or RFC 8037
 * @param isNew whether it is made only then; otherwise it is the successor, which is published already
 * @param knownFrom from when on every key set that a relying party may have kept holds it; null if each does already
 */
public record KeyReplacement(
        String algorithm, boolean isNew, @Nullable Instant knownFrom) {}
