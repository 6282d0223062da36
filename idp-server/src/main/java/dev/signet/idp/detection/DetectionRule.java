package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditRecord;
import java.util.List;

/** Looks at what happened since it looked last. */
interface DetectionRule {

    /** At most {@code AuditFeed.STEP} events, in order. A rule that has to know what was before asks the trail for it. */
    List<Suspicion> look(List<AuditRecord> events);
}
