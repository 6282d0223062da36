package dev.signet.idp.accessreview;

import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was found, and who reviewed it. The caller asks for the permission. */
@Service
public class AccessReviews {

    /** What was not used for so long is not needed, as far as anybody can tell. */
    public static final Duration UNUSED = Duration.ofDays(90);

    /** How often somebody should look. */
    public static final Duration DUE = Duration.ofDays(90);

    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Duration OLD = Duration.ofDays(365);

    private final UnusedAccessRepository access;
    private final ReviewRepository reviews;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccessReviews(
            UnusedAccessRepository access, ReviewRepository reviews, ApplicationEventPublisher events, Clock clock) {
        this.access = access;
        this.reviews = reviews;
        this.events = events;
        this.clock = clock;
    }

    /** Looks again, and writes down how much is new, if anything is. */
    @Transactional
    public void look() {
        var found = new EnumMap<FindingKind, Integer>(FindingKind.class);
        for (var kind : FindingKind.values()) {
            var fresh = reviews.replace(kind, keys(kind), clock.instant()).size();
            if (fresh > 0) {
                found.put(kind, fresh);
            }
        }
        if (!found.isEmpty()) {
            events.publishEvent(new AccessFound(Map.copyOf(found)));
        }
    }

    /** What there was when the job looked last. */
    public List<Finding> findings() {
        return reviews.findings();
    }

    /** What the reviewer had before them. */
    public List<Finding> findings(UUID review) {
        return reviews.findings(review);
    }

    /** The latest first. */
    public List<Review> reviews(int limit) {
        return reviews.reviews(limit);
    }

    public Optional<Review> find(UUID id) {
        return reviews.find(id);
    }

    /** Since when nobody looked; empty if there was never anything to look at. */
    public Optional<Duration> sinceLast() {
        return reviews.reviews(1).stream()
                .findFirst()
                .map(Review::at)
                .or(reviews::began)
                .map(it -> Duration.between(it, clock.instant()));
    }

    /** Writes down that somebody looked at what there is now. */
    @Transactional
    public UUID sign(AccountId by, String note) {
        var id = UUID.randomUUID();
        reviews.insert(id, by.value(), note, clock.instant());
        events.publishEvent(new AccessReviewed(id, by.value(), reviews.keep(id), note));
        return id;
    }

    private List<String> keys(FindingKind kind) {
        var now = clock.instant();
        return switch (kind) {
            case CLIENT_UNUSED -> access.clientsUnused(now.minus(UNUSED));
            case SCOPE_UNUSED -> access.scopesUnused(now.minus(UNUSED));
            case ROLE_UNHELD -> access.rolesUnheld();
            case ROLE_UNUSED -> access.rolesUnused(now.minus(UNUSED));
            case ROLE_WITHOUT_PASSKEY -> access.rolesWithoutPasskey();
            case SECRET_EXPIRING -> access.secretsExpiring(now.plus(AHEAD));
            case SECRET_OLD -> access.secretsOlderThan(now.minus(OLD));
            case CLIENT_WITHOUT_PKCE -> access.clientsWithoutPkce();
        };
    }
}
