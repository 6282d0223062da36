package dev.signet.idp.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers to recent lookups of clients, "there is none" included, for a few seconds.
 *
 * <p>Bounded, and found and missing clients do not compete for room: somebody who asks for one made-up id after another
 * only pushes out other made-up ids.
 */
@Component
class ClientCache {

    static final Duration STALENESS = Duration.ofSeconds(5);
    private static final int FOUND = 10_000;
    private static final int MISSING = 1_000;

    private final Clock clock;
    private final Map<String, Answer> found = leastRecentlyUsed(FOUND);
    private final Map<String, Answer> missing = leastRecentlyUsed(MISSING);
    private long clearings;

    ClientCache(Clock clock) {
        this.clock = clock;
    }

    Optional<Client> get(String clientId, Function<String, Optional<Client>> lookUp) {
        var before = recent(clientId);
        if (before.answer() != null) {
            return before.answer().client();
        }
        var asked = clock.instant();
        var client = lookUp.apply(clientId);
        keep(clientId, new Answer(client, asked), before.clearings());
        return client;
    }

    /** Forgets everything. A lookup that is under way may have read the past, so its answer is not kept either. */
    synchronized void clear() {
        clearings++;
        found.clear();
        missing.clear();
    }

    synchronized int size() {
        return found.size() + missing.size();
    }

    private synchronized Recent recent(String clientId) {
        var answer = found.containsKey(clientId) ? found.get(clientId) : missing.get(clientId);
        return new Recent(answer != null && isFresh(answer) ? answer : null, clearings);
    }

    private synchronized void keep(String clientId, Answer answer, long clearingsBefore) {
        if (clearings != clearingsBefore) {
            return;
        }
        found.remove(clientId);
        missing.remove(clientId);
        (answer.client().isPresent() ? found : missing).put(clientId, answer);
    }

    /** A clock that was set back makes an answer old, not young for ever. */
    private boolean isFresh(Answer answer) {
        var age = Duration.between(answer.asked(), clock.instant());
        return !age.isNegative() && age.compareTo(STALENESS) < 0;
    }

    private static Map<String, Answer> leastRecentlyUsed(int limit) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                return size() > limit;
            }
        };
    }

    private record Answer(Optional<Client> client, Instant asked) {}

    private record Recent(@Nullable Answer answer, long clearings) {}
}
