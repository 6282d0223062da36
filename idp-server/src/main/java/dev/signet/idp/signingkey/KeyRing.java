package dev.signet.idp.signingkey;

import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The key table in memory. Signing and publishing read the same copy, so a key that signs is a key that is published.
 */
@Component
class KeyRing {

    /** How far a node may lag behind the table. */
    static final Duration STALENESS = Duration.ofSeconds(10);

    /** How often an unknown {@code kid} may cause a look at the table. */
    private static final Duration CURIOSITY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final SigningKeyRepository repository;
    private final DataVault vault;
    private final SignatureProvider provider;
    private final Clock clock;
    private volatile @Nullable Keys known;

    KeyRing(SigningKeyRepository repository, DataVault vault, SignatureProvider provider, Clock clock) {
        this.repository = repository;
        this.vault = vault;
        this.provider = provider;
        this.clock = clock;
    }

    /** The key that signs with {@code algorithm}. */
    SigningKey signingKey(SigningAlgorithm algorithm) {
        return notOlderThan(STALENESS).keys().stream()
                .filter(key -> key.signs(algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no signing key for " + algorithm));
    }

    /** A published key. One that another node has just made is found too. */
    Optional<SigningKey> published(String kid) {
        var found = notOlderThan(STALENESS).find(kid);
        return found.isPresent() ? found : notOlderThan(CURIOSITY).find(kid);
    }

    /**
     * The published key set. While the database is down the last known one is shown, so that relying parties go on
     * verifying what they hold.
     */
    PublishedJwks jwks() {
        try {
            return notOlderThan(STALENESS).jwks();
        } catch (DataAccessException e) {
            var keys = known;
            if (keys == null) {
                throw e;
            }
            LOG.warn("Showing the key set as of {}: {}", keys.readAt(), e.getMessage());
            return keys.jwks();
        }
    }

    /** Reads the table at once. */
    synchronized void refresh() {
        known = read(known);
    }

    private Keys notOlderThan(Duration age) {
        var keys = known;
        return keys != null && keys.isNotOlderThan(age, clock.instant()) ? keys : readUnlessNotOlderThan(age);
    }

    /** Synchronised, so that of many requests that find the copy too old one asks the database. */
    private synchronized Keys readUnlessNotOlderThan(Duration age) {
        var keys = known;
        if (keys == null || !keys.isNotOlderThan(age, clock.instant())) {
            keys = read(keys);
            known = keys;
        }
        return keys;
    }

    private Keys read(@Nullable Keys previous) {
        var now = clock.instant();
        var rows = repository.all();
        if (previous != null && previous.matches(rows)) {
            return new Keys(previous.keys(), previous.jwks(), now);
        }
        return Keys.of(
                rows.stream().map(row -> SigningKey.open(row, vault, provider)).toList(), now);
    }

    /** One reading of the table. */
    private record Keys(List<SigningKey> keys, PublishedJwks jwks, Instant readAt) {

        static Keys of(List<SigningKey> keys, Instant readAt) {
            var json = new JWKSet(keys.stream().map(SigningKey::publicKey).toList()).toString(true);
            return new Keys(
                    keys, new PublishedJwks(json, '"' + TokenHash.of(json).hex().substring(0, 32) + '"'), readAt);
        }

        boolean isNotOlderThan(Duration age, Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(age));
        }

        boolean matches(List<StoredKey> rows) {
            return keys.stream().map(SigningKey::stored).toList().equals(rows);
        }

        Optional<SigningKey> find(String kid) {
            return keys.stream().filter(key -> key.stored().kid().equals(kid)).findFirst();
        }
    }
}
