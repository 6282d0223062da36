package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditPatterns;
import dev.signet.idp.audit.AuditRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people with a role do that they rarely have a reason for: look at many people, or work at night. */
@Component
class UnusualAdministration implements DetectionRule {

    private static final String SEEN = "personal-data.seen";
    private static final String PEOPLE = "people";
    private static final String CONSOLE = "console.used";
    private static final int MOST = 1_000;

    private final AuditPatterns patterns;
    private final AlertRepository alerts;
    private final DetectionProperties settings;

    UnusualAdministration(AuditPatterns patterns, AlertRepository alerts, DetectionProperties settings) {
        this.patterns = patterns;
        this.alerts = alerts;
        this.settings = settings;
    }

    @Override
    public List<Suspicion> look(List<AuditRecord> events) {
        var readers = new LinkedHashMap<UUID, AuditRecord>();
        var found = new ArrayList<Suspicion>();
        for (var event : events) {
            var actor = event.actor();
            if (actor != null && event.action().equals(SEEN)) {
                readers.put(actor, event);
            } else if (actor != null && event.action().equals(CONSOLE) && isOutsideWorkingHours(event)) {
                found.add(suspicion(AlertKind.ODD_HOURS, actor, 1, event));
            }
        }
        readers.forEach((actor, last) -> massRead(actor, last).ifPresent(found::add));
        return found;
    }

    private Optional<Suspicion> massRead(UUID actor, AuditRecord last) {
        var begin = last.at().minus(settings.massRead().period());
        var since = alerts.acknowledgedAt(AlertKind.MASS_READ, actor.toString())
                .filter(it -> it.isAfter(begin))
                .orElse(begin);
        var people = patterns.sum(actor, SEEN, PEOPLE, since, MOST);
        return people < settings.massRead().count()
                ? Optional.empty()
                : Optional.of(suspicion(AlertKind.MASS_READ, actor, people, last));
    }

    private boolean isOutsideWorkingHours(AuditRecord event) {
        var hours = settings.workingHours();
        return hours != null
                && !DetectionProperties.Hours.of(hours)
                        .include(event.at().atZone(settings.zone()).toLocalTime());
    }

    private static Suspicion suspicion(AlertKind kind, UUID actor, long number, AuditRecord event) {
        return new Suspicion(kind, actor.toString(), actor, event.address(), null, number, event);
    }
}
