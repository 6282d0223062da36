package dev.signet.idp.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The scopes of this installation: those of OpenID Connect first, then the configured ones by name. Answered from memory,
 * at most five seconds old; a change made on this node is seen at once.
 */
@Service
public class Scopes {

    private final ScopeRepository repository;
    private final Clock clock;

    private volatile @Nullable Snapshot latest;
    private volatile long clearings;

    Scopes(ScopeRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The scope of this name; empty if this installation has none. */
    public Optional<Scope> find(String name) {
        return Optional.ofNullable(current().byName().get(name));
    }

    /** Every scope, in the order of the class comment. */
    public Collection<Scope> all() {
        return current().byName().values();
    }

    /** The name of every scope, in the same order. */
    public Set<String> names() {
        return current().byName().keySet();
    }

    /** Whom access tokens with these scopes are for (RFC 8707), in the order of the scopes; empty if none says so. */
    public Set<String> resourcesOf(Collection<String> names) {
        var resources = new LinkedHashSet<String>();
        for (var scope : all()) {
            if (names.contains(scope.name())) {
                resources.addAll(scope.resources());
            }
        }
        return resources;
    }

    /** Everything that can be known about a person, by the names of standard claims. */
    public static Set<String> claimSources() {
        return BuiltInScopes.CLAIMS;
    }

    /** The names of those that are of use to applications: not those of the API for administrators. */
    public List<String> namesForApplications() {
        return all().stream()
                .filter(it -> !it.isForAdministration())
                .map(Scope::name)
                .toList();
    }

    /** Forgets what is in memory. An answer that is under way may be from before, so it is not kept either. */
    synchronized void clear() {
        clearings++;
        latest = null;
    }

    private Snapshot current() {
        var known = latest;
        var now = clock.instant();
        if (known != null && known.isFresh(now)) {
            return known;
        }
        var clearingsBefore = clearings;
        var fresh = load(now);
        keep(fresh, clearingsBefore);
        return fresh;
    }

    private synchronized void keep(Snapshot fresh, long clearingsBefore) {
        if (clearings == clearingsBefore) {
            latest = fresh;
        }
    }

    private Snapshot load(Instant now) {
        var byName = new LinkedHashMap<String, Scope>();
        BuiltInScopes.ALL.forEach(scope -> byName.put(scope.name(), scope));
        repository.all().forEach(scope -> byName.putIfAbsent(scope.name(), scope));
        return new Snapshot(Collections.unmodifiableMap(byName), now);
    }

    private record Snapshot(Map<String, Scope> byName, Instant asked) {

        boolean isFresh(Instant now) {
            var age = Duration.between(asked, now);
            return !age.isNegative() && age.compareTo(ClientCache.STALENESS) < 0;
        }
    }
}
