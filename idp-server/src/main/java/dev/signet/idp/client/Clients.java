package dev.signet.idp.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The registered clients, answered from memory. */
@Service
public class Clients {

    private final ClientRepository repository;
    private final ClientCache cache;

    Clients(ClientRepository repository, ClientCache cache) {
        this.repository = repository;
        this.cache = cache;
    }

    /**
     * The enabled client of this {@code client_id}, as it was at most five seconds ago; a change made on this node is seen
     * at once.
     */
    public Optional<Client> find(String clientId) {
        return ClientIds.isValid(clientId) ? cache.get(clientId, repository::findEnabled) : Optional.empty();
    }

    /**
     * A page of clients whose id or name holds {@code search}, whatever the case; all of them if it is empty.
     *
     * @param after {@link ClientPage#next} of the page before; null for the first
     * @param size most clients on the page
     */
    public ClientPage list(String search, @Nullable String after, int size) {
        var start = after == null ? "" : after;
        if (!isStorable(search) || !isStorable(start)) {
            return new ClientPage(List.of(), null);
        }

        var found = repository.page(search, start, size + 1);
        if (found.size() <= size) {
            return new ClientPage(found, null);
        }
        var page = found.subList(0, size);
        return new ClientPage(List.copyOf(page), page.getLast().clientId());
    }

    /** PostgreSQL has no text with U+0000, so nothing that is stored can hold it. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }

    /** Makes this node see at once what it has just changed. */
    void clear() {
        cache.clear();
    }
}
