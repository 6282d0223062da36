package dev.signet.idp.detection;

import dev.signet.idp.audit.Position;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The alerts, for whoever may see them. The caller asks for the permission. */
@Service
public class Alerts {

    /** The longest note of who looked at an alert. */
    public static final int LONGEST_NOTE = 500;

    private final AlertRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Alerts(AlertRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** Those that nobody looked at, or all; the latest first, from just before {@code before}. */
    public List<Alert> list(boolean isOpenOnly, @Nullable Position before, int limit) {
        return repository.list(isOpenOnly, before, limit);
    }

    public Optional<Alert> find(UUID id) {
        return repository.find(id);
    }

    /** How many nobody looked at; counts no further than {@code most}. */
    public int countOpen(int most) {
        return repository.countOpen(most);
    }

    /** Writes down that somebody looked at it; false if somebody has, or there is none. */
    @Transactional
    public boolean acknowledge(UUID id, AccountId by, String note) {
        if (!repository.acknowledge(id, by.value(), note, clock.instant())) {
            return false;
        }
        events.publishEvent(new AlertAcknowledged(id, by.value(), note));
        return true;
    }
}
