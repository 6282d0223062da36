package dev.signet.idp.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Which clients may ask for which scope, disabled ones included. */
@Service
public class ScopeUse {

    /** How many clients are looked at to count. */
    public static final int MOST_COUNTED = 10_000;

    private final ScopeUseRepository repository;

    ScopeUse(ScopeUseRepository repository) {
        this.repository = repository;
    }

    /** How many of the first {@link #MOST_COUNTED} clients may ask for each scope; without those that none may ask for. */
    public Map<String, Integer> counts() {
        return repository.counts(MOST_COUNTED);
    }

    /** Every client that may ask for {@code scope}; looks no further than {@code most}. */
    public List<String> clientIds(String scope, int most) {
        return scope.indexOf('\0') >= 0 ? List.of() : repository.clientIds(scope, most);
    }

    /**
     * A page of the clients that may ask for {@code scope}.
     *
     * @param after {@link ClientPage#next} of the page before; null for the first
     * @param size most clients on the page
     */
    public ClientPage clients(String scope, @Nullable String after, int size) {
        var start = after == null ? "" : after;
        if ((scope + start).indexOf('\0') >= 0) {
            return new ClientPage(List.of(), null); // PostgreSQL has no such text
        }
        var found = repository.page(scope, start, size + 1);
        if (found.size() <= size) {
            return new ClientPage(found, null);
        }
        var page = List.copyOf(found.subList(0, size));
        return new ClientPage(page, page.getLast().clientId());
    }
}
