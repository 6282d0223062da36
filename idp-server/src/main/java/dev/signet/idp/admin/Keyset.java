package dev.signet.idp.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list that is in the order of time, as addresses of pages have it. */
record Keyset(Instant at, UUID id) {

    /** Empty for what is none. */
    static Optional<Keyset> parse(@Nullable String text) {
        var parts = text == null ? new String[0] : text.split("_", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            var at = Instant.parse(parts[0]);
            return isStorable(at) ? Optional.of(new Keyset(at, UUID.fromString(parts[1]))) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** PostgreSQL has no time outside of these, and we have nothing outside of less. */
    static boolean isStorable(Instant at) {
        return at.getEpochSecond() >= 0 && at.getEpochSecond() < 253_402_300_800L; // year 10000
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
