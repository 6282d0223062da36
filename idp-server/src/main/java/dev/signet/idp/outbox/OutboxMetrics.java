package dev.signet.idp.outbox;

import dev.signet.idp.outbox.DeliveryRepository.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How much waits to be delivered and for how long, as {@code signet.outbox.pending} and {@code signet.outbox.oldest}. */
@Component
@ConditionalOnWebApplication
class OutboxMetrics {

    OutboxMetrics(List<Courier> couriers, DeliveryRepository deliveries, MeterRegistry meters, Clock clock) {
        for (var courier : couriers) {
            var backlog = new Reading(courier.kind(), deliveries, clock);
            Gauge.builder("signet.outbox.pending", backlog, Reading::size)
                    .tag("kind", courier.kind())
                    .description("Deliveries that have not arrived yet")
                    .register(meters);
            Gauge.builder("signet.outbox.oldest", backlog, Reading::seconds)
                    .tag("kind", courier.kind())
                    .baseUnit("seconds")
                    .description("Age of the oldest delivery that has not arrived yet")
                    .register(meters);
        }
    }

    /** Asks the database at most every few seconds, however often somebody reads. */
    private static final class Reading {

        private static final Duration FRESH = Duration.ofSeconds(10);

        private final String kind;
        private final DeliveryRepository deliveries;
        private final Clock clock;
        private @Nullable Backlog last;
        private Instant readAt = Instant.EPOCH;

        Reading(String kind, DeliveryRepository deliveries, Clock clock) {
            this.kind = kind;
            this.deliveries = deliveries;
            this.clock = clock;
        }

        double size() {
            var backlog = read();
            return backlog == null ? Double.NaN : backlog.size();
        }

        double seconds() {
            var backlog = read();
            if (backlog == null) {
                return Double.NaN;
            }
            return backlog.oldest() == null
                    ? 0
                    : Duration.between(backlog.oldest(), clock.instant()).toSeconds();
        }

        private synchronized @Nullable Backlog read() {
            var now = clock.instant();
            if (now.isAfter(readAt.plus(FRESH))) {
                readAt = now;
                try {
                    last = deliveries.backlog(kind);
                } catch (DataAccessException e) {
                    last = null; // unknown, which a gauge says as NaN
                }
            }
            return last;
        }
    }
}
