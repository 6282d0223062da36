package dev.signet.idp.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of clients as administrators, or the clients themselves, change them, one at a time. */
@Repository
class RegistrationRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    RegistrationRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<RegisteredVersion> find(String clientId) {
        return jdbc.sql("""
                SELECT client_id, metadata, enabled, source, version, created_at, updated_at,
                       (SELECT count(*)
                          FROM client_secret
                         WHERE client_secret.client_id = client.client_id
                           AND (expires_at IS NULL OR expires_at > :now)) AS secrets
                  FROM client
                 WHERE client_id = :id
                """)
                .param("id", clientId)
                .param("now", now())
                .query(this::registered)
                .optional();
    }

    /** Holds the client's row until the end of the transaction. False if there is none. */
    boolean lock(String clientId) {
        return jdbc.sql("SELECT client_id FROM client WHERE client_id = :id FOR UPDATE")
                .param("id", clientId)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** False if the id is taken. */
    boolean insert(String clientId, ClientMetadata metadata, String source) {
        return jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, CAST(:metadata AS jsonb), :source, true, :now, :now)
                    ON CONFLICT (client_id) DO NOTHING
                """)
                        .param("id", clientId)
                        .param("metadata", json.writeValueAsString(metadata))
                        .param("source", source)
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * Puts what a document says in the place of what it said before; never in that of another registration.
     *
     * @return the new version, 1 for a new client; empty if there was nothing to write
     */
    Optional<Long> saveDescribed(String clientId, ClientMetadata metadata, String source) {
        return jdbc.sql("""
                INSERT INTO client AS stored (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, CAST(:metadata AS jsonb), :source, true, :now, :now)
                    ON CONFLICT (client_id) DO UPDATE
                   SET metadata = excluded.metadata,
                       updated_at = excluded.updated_at,
                       version = stored.version + 1
                 WHERE stored.source = excluded.source
                   AND stored.metadata <> excluded.metadata
                RETURNING version
                """)
                .param("id", clientId)
                .param("metadata", json.writeValueAsString(metadata))
                .param("source", source)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    /** False if the client is not at {@code version} any more: of two that edit the same version exactly one wins. */
    boolean change(String clientId, long version, ClientMetadata metadata) {
        return jdbc.sql("""
                UPDATE client
                   SET metadata = CAST(:metadata AS jsonb), updated_at = :now, version = version + 1
                 WHERE client_id = :id
                   AND version = :version
                """)
                        .param("id", clientId)
                        .param("version", version)
                        .param("metadata", json.writeValueAsString(metadata))
                        .param("now", now())
                        .update()
                == 1;
    }

    /** False if there is no such client, or if it is that way already. */
    boolean enable(String clientId, boolean enabled) {
        return jdbc.sql("""
                UPDATE client
                   SET enabled = :enabled, updated_at = :now, version = version + 1
                 WHERE client_id = :id
                   AND enabled <> :enabled
                """)
                        .param("id", clientId)
                        .param("enabled", enabled)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Its secrets, consents and tokens go with it. False if there was none. */
    boolean delete(String clientId) {
        return jdbc.sql("DELETE FROM client WHERE client_id = :id")
                        .param("id", clientId)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private RegisteredVersion registered(ResultSet row, int index) throws SQLException {
        return new RegisteredVersion(
                row.getString("client_id"),
                json.readValue(row.getString("metadata"), ClientMetadata.class),
                row.getBoolean("enabled"),
                row.getString("source"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("secrets"));
    }
}
