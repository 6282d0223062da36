package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditFeed;
import dev.signet.idp.audit.AuditRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Has the rules look at what the audit trail has since they looked last, and raises alerts. */
@Component
class Detection {

    static final String READER = "detection";

    /** What happened earlier than this is too late to warn of, on an installation that is new to detection. */
    static final Duration BEFORE = Duration.ofHours(1);

    static final int STEPS_PER_RUN = 100;

    private final AuditFeed feed;
    private final List<DetectionRule> rules;
    private final AlertRepository alerts;
    private final AlertMails mails;
    private final DetectionProperties settings;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;

    Detection(
            AuditFeed feed,
            List<DetectionRule> rules,
            AlertRepository alerts,
            AlertMails mails,
            DetectionProperties settings,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.feed = feed;
        this.rules = rules;
        this.alerts = alerts;
        this.mails = mails;
        this.settings = settings;
        this.events = events;
        this.meters = meters;
    }

    void run() {
        for (var step = 0; step < STEPS_PER_RUN && feed.step(READER, BEFORE, this::look); step++) {
            // until nothing more waits
        }
    }

    private void look(List<AuditRecord> happened) {
        rules.forEach(rule -> rule.look(happened).forEach(this::raise));
    }

    private void raise(Suspicion suspicion) {
        var id = UUID.randomUUID();
        var kind = suspicion.kind();
        if (!alerts.raise(id, suspicion)) {
            return;
        }
        meters.counter("signet.alerts", "kind", kind.value()).increment();
        events.publishEvent(new AlertRaised(id, kind, suspicion.number()));
        if (settings.mail()) {
            mails.send(id, kind);
        }
    }
}
