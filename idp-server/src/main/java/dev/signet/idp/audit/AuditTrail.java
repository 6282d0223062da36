package dev.signet.idp.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final AuditKeys keys;
    private final SealBell bell;
    private final MeterRegistry metrics;
    private final Clock clock;

    AuditTrail(
            AuditEventRepository events,
            AuditKeys keys,
            SealBell bell,
            AuditEraRepository eras,
            MeterRegistry metrics,
            Clock clock) {
        this.events = events;
        this.keys = keys;
        this.bell = bell;
        this.metrics = metrics;
        this.clock = clock;
        eras.beginIfRestored(clock.instant()); // before the first row
    }

    @EventListener
    void append(AuditEvent event) {
        var row = AuditRecord.of(event, RequestOrigin.current().orElse(null), clock.instant());
        events.insert(row, keys.mac(row));
        bell.ringAfterCommit();
        count(event);
    }

    @EventListener
    void append(AuditEvents many) {
        var origin = RequestOrigin.current().orElse(null);
        var now = clock.instant();
        events.insertAll(many.events().stream()
                .map(it -> AuditRecord.of(it, origin, now))
                .collect(Collectors.toMap(Function.identity(), keys::mac)));
        bell.ringAfterCommit();
        many.events().forEach(this::count);
    }

    /** Actions are named in code, so there are as many series as there are kinds of events. */
    private void count(AuditEvent event) {
        var outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        metrics.counter("signet.events", "action", event.action(), "outcome", outcome)
                .increment();
    }
}
