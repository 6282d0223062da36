package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClientSecretRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientSecretRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes {@code hash} the client's only secret, for good. False if a concurrent transaction has just done the same. */
    boolean replace(String clientId, TokenHash hash, @Nullable String hint) {
        return jdbc.sql("""
                WITH replaced AS (
                    DELETE FROM client_secret
                     WHERE client_id = :client
                       AND hash <> :hash)
                INSERT INTO client_secret (id, client_id, hash, hint, created_at)
                VALUES (:id, :client, :hash, :hint, :now)
                    ON CONFLICT (client_id, hash) DO UPDATE
                   SET expires_at = NULL
                 WHERE client_secret.expires_at IS NOT NULL
                """)
                        .param("id", UUID.randomUUID())
                        .param("client", clientId)
                        .param("hash", hash.bytes())
                        .param("hint", hint)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Gives the client its first secret. False if it has one by now: the caller holds the client's row, so of two that
     * try exactly one wins.
     */
    boolean insertIfNone(GeneratedSecret secret) {
        return jdbc.sql("""
                INSERT INTO client_secret (id, client_id, hash, hint, created_at)
                SELECT :id, :client, :hash, :hint, :now
                 WHERE NOT EXISTS (SELECT FROM client_secret WHERE client_id = :client)
                """)
                        .param("id", UUID.randomUUID())
                        .param("client", secret.clientId())
                        .param("hash", secret.hash().bytes())
                        .param("hint", secret.hint())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Those that are usable now, the oldest first. */
    List<ClientSecret> list(String clientId) {
        return jdbc.sql("""
                SELECT id, hint, created_at, expires_at, last_used_at
                  FROM client_secret
                 WHERE client_id = :client
                   AND (expires_at IS NULL OR expires_at > :now)
                 ORDER BY created_at, id
                """)
                .param("client", clientId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(ClientSecretRepository::secret)
                .list();
    }

    /** Adds a secret beside others. False if there are {@code most} already: the caller holds the client's row. */
    boolean insertBeside(GeneratedSecret secret, @Nullable Instant expiresAt, int most) {
        return jdbc.sql("""
                INSERT INTO client_secret (id, client_id, hash, hint, created_at, expires_at)
                SELECT :id, :client, :hash, :hint, :now, CAST(:expires AS timestamptz)
                 WHERE (SELECT count(*)
                          FROM client_secret
                         WHERE client_id = :client
                           AND (expires_at IS NULL OR expires_at > :now)) < :most
                """)
                        .param("id", UUID.randomUUID())
                        .param("client", secret.clientId())
                        .param("hash", secret.hash().bytes())
                        .param("hint", secret.hint())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Deletes a secret, unless no usable one would be left: the caller holds the client's row. */
    boolean deleteUnlessLast(String clientId, UUID id) {
        return jdbc.sql("""
                DELETE FROM client_secret
                 WHERE client_id = :client
                   AND id = :id
                   AND EXISTS (SELECT FROM client_secret AS other
                                WHERE other.client_id = :client
                                  AND other.id <> :id
                                  AND (other.expires_at IS NULL OR other.expires_at > :now))
                """)
                        .param("client", clientId)
                        .param("id", id)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Notes a use, unless one of the hour before it is noted already. */
    int used(String clientId, TokenHash hash, Instant at) {
        return jdbc.sql("""
                UPDATE client_secret
                   SET last_used_at = :at
                 WHERE client_id = :client
                   AND hash = :hash
                   AND (last_used_at IS NULL OR last_used_at <= :before)
                """)
                .param("client", clientId)
                .param("hash", hash.bytes())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("before", at.minus(SecretUse.PRECISION).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** True if there was any. */
    boolean deleteAll(String clientId) {
        return jdbc.sql("DELETE FROM client_secret WHERE client_id = :client")
                        .param("client", clientId)
                        .update()
                > 0;
    }

    private static ClientSecret secret(ResultSet row, int index) throws SQLException {
        return new ClientSecret(
                row.getObject("id", UUID.class),
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "expires_at"),
                time(row, "last_used_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
