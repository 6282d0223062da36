package dev.signet.idp.statistics;

import dev.signet.idp.audit.AuditFeed;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Adds up what the audit trail has since it was looked at last. */
@Component
class EventCounting {

    static final String READER = "statistics";

    /** No chart looks further back. */
    static final Duration BEFORE = Duration.ofDays(31);

    /** Leaves the database time for people; the rest is the next run's work. */
    static final int STEPS_PER_RUN = 200;

    private final AuditFeed feed;
    private final HourlyCountRepository counts;

    EventCounting(AuditFeed feed, HourlyCountRepository counts) {
        this.feed = feed;
        this.counts = counts;
    }

    void run() {
        for (var step = 0; step < STEPS_PER_RUN && step(); step++) {
            // until nothing more waits
        }
    }

    private boolean step() {
        return feed.step(READER, BEFORE, events -> {
            var tally = new Tally();
            events.forEach(tally::add);
            if (!tally.counts().isEmpty()) {
                counts.add(tally.counts());
            }
        });
    }
}
