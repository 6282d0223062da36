package dev.signet.idp.adminapi;

import java.time.Instant;
import java.util.function.Consumer;

/** The audit trail with its proof, for keeping elsewhere. Implemented by module {@code admin}. */
public interface AuditLines {

    /**
     * Writes what {@code audit export} writes, in full; that it was read is in the trail itself.
     *
     * @param lines gets a line of JSON at a time, without its end
     */
    void write(Instant from, Instant until, Consumer<String> lines);
}
