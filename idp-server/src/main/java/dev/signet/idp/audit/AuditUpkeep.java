package dev.signet.idp.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What the trail needs without anybody asking: months that come and go, and a look at the whole of it each night. */
@Component
class AuditUpkeep {

    private static final Logger log = LoggerFactory.getLogger(AuditUpkeep.class);

    private final AuditRetention retention;
    private final AuditVerification verification;
    private final AuditProperties settings;
    private final ApplicationEventPublisher events;

    /** 1 intact, 0 not, NaN before this node looked. */
    private volatile double intact = Double.NaN;

    AuditUpkeep(
            AuditRetention retention,
            AuditVerification verification,
            AuditProperties settings,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.retention = retention;
        this.verification = verification;
        this.settings = settings;
        this.events = events;
        Gauge.builder("signet.audit.intact", this, it -> it.intact)
                .description("1 if the audit trail was intact when this node checked it last, 0 if not")
                .register(meters);
    }

    void months() {
        try {
            retention.addMonths();
            if (settings.prune()) {
                retention.prune().forEach(it -> log.info("Audit events of {} removed: {}", it.month(), it.events()));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Months of the audit trail could not be added or removed; spring.liquibase.user has to own the tables: {}",
                    e.getMessage());
        }
    }

    void verify() {
        var report = verification.verify(List.of());
        intact = report.isIntact() ? 1 : 0;
        if (report.isIntact()) {
            log.info(
                    "Audit trail intact: {} events, {} seals, head {}", report.events(), report.seals(), report.head());
        } else {
            log.error("Audit trail NOT intact: {}", report.fault());
        }
        events.publishEvent(new AuditVerified(report));
    }
}
