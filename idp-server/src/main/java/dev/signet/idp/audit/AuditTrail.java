package dev.signet.idp.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Appends every {@link AuditEvent} to the audit trail, and counts it by action and outcome.
 *
 * <p>Listens synchronously on purpose: the row is written in the publisher's transaction, so a change and its audit
 * entry are both kept or both lost. A refusal has no surrounding change; publish it outside a transaction that will
 * roll back.
 */
@Component
class AuditTrail {

    private final AuditEventRepository events;
    private final MeterRegistry metrics;
    private final Clock clock;

    AuditTrail(AuditEventRepository events, MeterRegistry metrics, Clock clock) {
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    @EventListener
    void append(AuditEvent event) {
        events.insert(event, RequestOrigin.current().orElse(null), clock.instant());
        count(event);
    }

    @EventListener
    void append(AuditEvents many) {
        events.insertAll(many.events(), RequestOrigin.current().orElse(null), clock.instant());
        many.events().forEach(this::count);
    }

    /** Actions are named in code, so there are as many series as there are kinds of events. */
    private void count(AuditEvent event) {
        var outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        metrics.counter("signet.events", "action", event.action(), "outcome", outcome)
                .increment();
    }
}
