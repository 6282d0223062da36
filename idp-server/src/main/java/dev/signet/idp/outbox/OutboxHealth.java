package dev.signet.idp.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How deliveries get on, by kind. */
@Service
public class OutboxHealth {

    private final DeliveryRepository deliveries;
    private final Clock clock;

    OutboxHealth(DeliveryRepository deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Deliveries of one kind.
     *
     * @param waiting how many have not arrived yet
     * @param oldest since when the oldest of them waits
     * @param retried how many of them were tried in vain
     * @param failed how many were given up within the time that was asked for
     * @param lastError why the latest of those that were tried in vain or given up did not arrive
     */
    public record Kind(
            String kind,
            long waiting,
            @Nullable Instant oldest,
            long retried,
            long failed,
            @Nullable String lastError) {}

    /** Kinds of which something waits, or of which something was given up in the last {@code time}. */
    public List<Kind> kinds(Duration time) {
        return deliveries.health(clock.instant().minus(time));
    }
}
