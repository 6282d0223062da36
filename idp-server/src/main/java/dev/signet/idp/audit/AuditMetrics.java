package dev.signet.idp.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Where the chain ends, how long events wait for their seal, and whether seals were taken away. */
@Component
@ConditionalOnWebApplication
class AuditMetrics {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Sealing sealing;
    private final AuditEventRepository events;
    private final Clock clock;
    private double waiting = Double.NaN;
    private Instant readAt = Instant.EPOCH;

    AuditMetrics(Sealing sealing, AuditEventRepository events, MeterRegistry meters, Clock clock) {
        this.sealing = sealing;
        this.events = events;
        this.clock = clock;
        Gauge.builder("signet.audit.seal", sealing, it -> it.known().number())
                .description("Number of the last seal of the audit trail")
                .register(meters);
        Gauge.builder("signet.audit.rewound", sealing, it -> it.isRewound() ? 1 : 0)
                .description("1 if seals of the audit trail were taken away or changed since this node started")
                .register(meters);
        Gauge.builder("signet.audit.unsealed", this, AuditMetrics::waiting)
                .baseUnit("seconds")
                .description("Age of the oldest audit event that is not sealed")
                .register(meters);
    }

    /** Asks the database at most every few seconds, however often somebody reads. */
    private synchronized double waiting() {
        var now = clock.instant();
        if (now.isAfter(readAt.plus(FRESH))) {
            readAt = now;
            try {
                waiting = events.oldest(sealing.known().until())
                        .map(it -> (double) Duration.between(it, now).toSeconds())
                        .orElse(0.0);
            } catch (DataAccessException e) {
                waiting = Double.NaN; // unknown
            }
        }
        return waiting;
    }
}
