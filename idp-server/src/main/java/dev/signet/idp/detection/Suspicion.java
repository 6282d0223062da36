package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule fits.
 *
 * @param key what it is about: as long as nobody looked at an alert of the kind and this key, there is no second one
 * @param account whom it happens to, or who does it
 * @param number how many, in whatever the rule counts
 * @param example the event at which the rule fitted
 */
record Suspicion(
        AlertKind kind,
        String key,
        @Nullable UUID account,
        @Nullable String address,
        @Nullable String clientId,
        long number,
        AuditRecord example) {}
