package dev.signet.idp.client;

import java.util.Optional;

/** What applying one entry of the file did to its row. */
enum Effect {
    CREATED,
    CHANGED,
    UNCHANGED;

    /** {@code written} is the row's new version, empty if nothing had to be written. */
    static Effect of(Optional<Long> written) {
        return written.map(version -> version == 1 ? CREATED : CHANGED).orElse(UNCHANGED);
    }
}
