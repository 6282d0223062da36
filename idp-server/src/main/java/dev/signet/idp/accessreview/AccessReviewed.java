package dev.signet.idp.accessreview;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.UUID;

/** Somebody signed that they looked at what was found. */
record AccessReviewed(UUID review, UUID by, int findings, String note) implements AuditEvent {

    @Override
    public String action() {
        return "access-review.signed";
    }

    @Override
    public UUID actor() {
        return by;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("review", review.toString(), "findings", String.valueOf(findings), "note", note);
    }
}
