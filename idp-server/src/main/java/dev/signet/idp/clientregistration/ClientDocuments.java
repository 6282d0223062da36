package dev.signet.idp.clientregistration;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.clientregistration.ClientDocumentRepository.Reading;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Decision;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds the clients that somebody names, those too that nobody registered: whose {@code client_id} is the address of a
 * document that describes them (draft-ietf-oauth-client-id-metadata-document-01). Off unless the operator wants it.
 *
 * <p>What the document said last is kept as the client's registration, for as long as HTTP allows within bounds. What
 * strangers can make us do is bounded: each node reads a document at most once in ten seconds, and one address can have only
 * so many read that are new.
 */
@Service
public class ClientDocuments {

    static final Duration SHORTEST_USE = Duration.ofMinutes(5);
    static final Duration LONGEST_USE = Duration.ofHours(24);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1_000;

    private final ClientDocumentProperties properties;
    private final ClientDocumentRepository readings;
    private final ClientDocumentReader reader;
    private final Clients clients;
    private final Limits limits;
    private final Clock clock;
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
            return size() > REMEMBERED;
        }
    };

    ClientDocuments(
            ClientDocumentProperties properties,
            ClientDocumentRepository readings,
            ClientDocumentReader reader,
            Clients clients,
            Limits limits,
            Clock clock) {
        this.properties = properties;
        this.readings = readings;
        this.reader = reader;
        this.clients = clients;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether such clients are known at all, as the metadata says (§5). */
    public boolean areRead() {
        return properties.enabled();
    }

    /**
     * The enabled client of this {@code client_id}, registered or described. Not to be called within a transaction:
     * something may be fetched.
     */
    public Optional<Client> find(String clientId) {
        var known = clients.find(clientId);
        if (!DocumentAddress.isLike(clientId)
                || known.filter(it -> !it.isSelfDescribed()).isPresent()) {
            return known;
        }
        return isCurrent(clientId) ? clients.find(clientId) : Optional.empty();
    }

    /** Reads the document if it is time. False if there is none, or what is known of it is too old to go by. */
    private boolean isCurrent(String clientId) {
        return properties.enabled()
                && DocumentAddress.of(clientId)
                        .filter(it -> properties.allowsHost(it.host()))
                        .map(it -> documentAt(clientId, it).isCurrent())
                        .orElse(false);
    }

    private Document documentAt(String clientId, DocumentAddress address) {
        synchronized (documents) {
            return documents.computeIfAbsent(clientId, _ -> new Document(clientId, address));
        }
    }

    /** One client's document. Its lock makes requests that arrive together share one fetch. */
    private final class Document {

        private final String clientId;
        private final DocumentAddress address;
        private @Nullable Reading reading;
        private Instant triedAt = Instant.MIN;

        Document(String clientId, DocumentAddress address) {
            this.clientId = clientId;
            this.address = address;
        }

        synchronized boolean isCurrent() {
            var now = clock.instant();
            if (!isFresh(now) && mayTry(now)) {
                reading = readings.find(clientId).orElse(null); // another node may have read it
                if (!isFresh(now) && isAllowed()) {
                    triedAt = now; // a refusal is not cached (§4.4), only not asked for again at once
                    reader.read(clientId, address).ifPresent(cacheFor -> keep(cacheFor, now));
                }
            }
            return reading != null && now.isBefore(reading.freshUntil().plus(properties.unreachable()));
        }

        private void keep(Duration cacheFor, Instant now) {
            reading = new Reading(now, now.plus(within(cacheFor)));
            readings.save(clientId, reading);
        }

        private boolean isFresh(Instant now) {
            return reading != null && !now.isBefore(reading.fetchedAt()) && now.isBefore(reading.freshUntil());
        }

        private boolean mayTry(Instant now) {
            return now.isBefore(triedAt) || triedAt.equals(Instant.MIN) || !now.isBefore(triedAt.plus(BETWEEN_TRIES));
        }

        /** That a known client's document is read again counts against nobody. */
        private boolean isAllowed() {
            return reading != null
                    || !(limits.take(Attempt.of(Limit.CLIENT_DOCUMENT, Subject.caller())) instanceof Decision.Blocked);
        }
    }

    /** HTTP's word counts (§4.4), between five minutes and a day. */
    private static Duration within(Duration cacheFor) {
        if (cacheFor.compareTo(SHORTEST_USE) < 0) {
            return SHORTEST_USE;
        }
        return cacheFor.compareTo(LONGEST_USE) > 0 ? LONGEST_USE : cacheFor;
    }
}
