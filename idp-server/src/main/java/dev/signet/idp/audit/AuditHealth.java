package dev.signet.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How the trail is, without reading it. */
@Service
public class AuditHealth {

    private final AuditEventRepository events;
    private final SealRepository seals;
    private final Sealing sealing;
    private final Clock clock;

    AuditHealth(AuditEventRepository events, SealRepository seals, Sealing sealing, Clock clock) {
        this.events = events;
        this.seals = seals;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * How it is.
     *
     * @param head number and hash of the last seal
     * @param waiting age of the oldest event that is not sealed; zero if none waits
     * @param rewound whether seals were taken away or changed while this node ran
     * @param verifiedAt when all of it was checked last; null if it never was
     * @param intact whether it was intact then
     * @param fault the first thing that was wrong then
     */
    public record Report(
            String head,
            Duration waiting,
            boolean rewound,
            @Nullable Instant verifiedAt,
            boolean intact,
            @Nullable String fault) {}

    public Report report() {
        var head = seals.last().map(Seal::head).orElse(Head.NONE);
        var now = clock.instant();
        var waiting = events.oldest(head.until())
                .map(it -> Duration.between(it, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        var check = events.latest("audit.verified", 1).stream().findFirst().map(StoredEvent::event);
        return new Report(
                head.toString(),
                waiting,
                sealing.isRewound(),
                check.map(AuditRecord::at).orElse(null),
                check.filter(it -> it.outcome().equals("refused")).isEmpty(),
                check.map(it -> it.details().get("fault")).orElse(null));
    }
}
