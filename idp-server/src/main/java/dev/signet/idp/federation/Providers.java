package dev.signet.idp.federation;

import dev.signet.idp.user.EmailAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The providers that people may sign in with, read anew every few seconds: the sign-in page asks for them each time. */
@Service
class Providers {

    static final Duration STALENESS = Duration.ofSeconds(5);

    private record Known(List<StoredProvider> all, Instant readAt) {}

    private final ProviderRepository repository;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    Providers(ProviderRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Those that are enabled. */
    List<Provider> list() {
        return known().stream()
                .filter(StoredProvider::isEnabled)
                .map(StoredProvider::provider)
                .toList();
    }

    Optional<Provider> find(String id) {
        return list().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    ProviderSecret secretOf(Provider provider) {
        return known().stream()
                .filter(it -> it.provider().id().equals(provider.id()))
                .findFirst()
                .map(StoredProvider::secret)
                .orElse(new ProviderSecret(""));
    }

    /** Where people with this address sign in, if not here. */
    Optional<Provider> of(EmailAddress address) {
        var host = Provider.host(address);
        return list().stream().filter(it -> it.domains().contains(host)).findFirst();
    }

    /** This node sees what is stored now. The others do within {@link #STALENESS}. */
    void clear() {
        known = new Known(List.of(), Instant.MIN);
    }

    private List<StoredProvider> known() {
        var now = clock.instant();
        var current = known;
        if (now.isBefore(current.readAt()) || !now.isBefore(current.readAt().plus(STALENESS))) {
            current = new Known(repository.list(), now);
            known = current;
        }
        return current.all();
    }
}
