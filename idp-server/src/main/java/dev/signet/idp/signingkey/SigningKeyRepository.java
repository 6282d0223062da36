package dev.signet.idp.signingkey;

import dev.signet.idp.signingkey.StoredKey.State;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SigningKeyRepository {

    private final JdbcClient jdbc;

    SigningKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every key, in the order that the key set shows. */
    List<StoredKey> all() {
        return jdbc.sql("""
                SELECT kid, algorithm, state, public_jwk, private_jwk
                  FROM signing_key
                 ORDER BY algorithm DESC, created_at, kid
                """)
                .query((row, _) -> new StoredKey(
                        row.getString("kid"),
                        SigningAlgorithm.valueOf(row.getString("algorithm")),
                        State.of(row.getString("state")),
                        row.getString("public_jwk"),
                        ByteBuffer.wrap(row.getBytes("private_jwk"))))
                .list();
    }

    /** When a key took its steps; {@code expiresAt} and {@code retiredAt} are of retired keys alone. */
    record Dates(
            String kid,
            SigningAlgorithm algorithm,
            State state,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt,
            @Nullable Instant expiresAt) {}

    /** Every key, in the order of {@link #all}. */
    List<Dates> dates() {
        return jdbc.sql("""
                SELECT kid, algorithm, state, created_at, signs_from, retired_at, expires_at
                  FROM signing_key
                 ORDER BY algorithm DESC, created_at, kid
                """)
                .query((row, _) -> new Dates(
                        row.getString("kid"),
                        SigningAlgorithm.valueOf(row.getString("algorithm")),
                        State.of(row.getString("state")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("signs_from", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("retired_at", OffsetDateTime.class)),
                        instant(row.getObject("expires_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    boolean hasSigningKey(SigningAlgorithm algorithm) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM signing_key WHERE algorithm = :algorithm AND state = 'signing')")
                .param("algorithm", algorithm.name())
                .query(Boolean.class)
                .single();
    }

    /** Whether the signing key took over before {@code limit} and has no successor yet. */
    boolean needsSuccessor(SigningAlgorithm algorithm, Instant limit) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM signing_key
                                WHERE algorithm = :algorithm AND state = 'signing' AND signs_from <= :limit)
                   AND NOT EXISTS (SELECT FROM signing_key WHERE algorithm = :algorithm AND state = 'published')
                """)
                .param("algorithm", algorithm.name())
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /**
     * Adds a key unless its algorithm has one in that state. Of nodes that do so at once, one adds its key and the
     * others find it there: the unique indexes decide.
     */
    boolean insertIfAbsent(StoredKey key, Instant now, Instant signsFrom) {
        return jdbc.sql("""
                INSERT INTO signing_key (kid, algorithm, state, public_jwk, private_jwk, created_at, signs_from)
                VALUES (:kid, :algorithm, :state, CAST(:publicJwk AS jsonb), :privateJwk, :now, :signsFrom)
                    ON CONFLICT DO NOTHING
                """)
                        .param("kid", key.kid())
                        .param("algorithm", key.algorithm().name())
                        .param("state", key.state().column())
                        .param("publicJwk", key.publicJwk())
                        .param("privateJwk", key.privateJwk().array())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("signsFrom", signsFrom.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Retires the signing key whose successor is due. Of two nodes, one gets the key. */
    Optional<String> retireSucceeded(SigningAlgorithm algorithm, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                   UPDATE signing_key
                      SET state = 'retired', retired_at = :now, expires_at = :expiresAt
                    WHERE algorithm = :algorithm
                      AND state = 'signing'
                      AND EXISTS (SELECT FROM signing_key successor
                                   WHERE successor.algorithm = :algorithm
                                     AND successor.state = 'published'
                                     AND successor.signs_from <= :now)
                RETURNING kid
                """)
                .param("algorithm", algorithm.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Lets the published key sign if its time has come. */
    Optional<String> promote(SigningAlgorithm algorithm, Instant now) {
        return jdbc.sql("""
                   UPDATE signing_key
                      SET state = 'signing', signs_from = :now
                    WHERE algorithm = :algorithm
                      AND state = 'published'
                      AND signs_from <= :now
                RETURNING kid
                """)
                .param("algorithm", algorithm.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Lets the published key sign before its time where nothing else does. */
    Optional<String> promoteEarly(SigningAlgorithm algorithm, Instant now) {
        return jdbc.sql("""
                   UPDATE signing_key
                      SET state = 'signing', signs_from = :now
                    WHERE algorithm = :algorithm
                      AND state = 'published'
                      AND NOT EXISTS (SELECT FROM signing_key
                                       WHERE algorithm = :algorithm AND state = 'signing')
                RETURNING kid
                """)
                .param("algorithm", algorithm.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Removes keys that no living token was signed with. */
    List<String> deleteExpired(SigningAlgorithm algorithm, Instant now) {
        return jdbc.sql("""
                   DELETE FROM signing_key
                    WHERE algorithm = :algorithm
                      AND state = 'retired'
                      AND expires_at <= :now
                RETURNING kid
                """)
                .param("algorithm", algorithm.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getString("kid"))
                .list();
    }

    Optional<SigningAlgorithm> delete(String kid) {
        return jdbc.sql("DELETE FROM signing_key WHERE kid = :kid RETURNING algorithm")
                .param("kid", kid)
                .query(String.class)
                .optional()
                .map(SigningAlgorithm::valueOf);
    }
}
