package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ClientRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ClientRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<Client> findEnabled(String clientId) {
        return jdbc.sql("""
                SELECT client_id,
                       metadata,
                       source,
                       ARRAY(SELECT encode(hash, 'hex')
                               FROM client_secret
                              WHERE client_secret.client_id = client.client_id
                                AND (expires_at IS NULL OR expires_at > :now)) AS secrets
                  FROM client
                 WHERE client_id = :id
                   AND enabled
                """)
                .param("id", clientId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::client)
                .optional();
    }

    /** Clients with an id behind {@code after}. {@code search} is text, not a pattern. */
    List<ListedClient> page(String search, String after, int limit) {
        return jdbc.sql("""
                SELECT client_id, metadata, enabled, source
                  FROM client
                 WHERE client_id > :after
                   AND position(lower(:search) IN search_text) > 0
                 ORDER BY client_id
                 LIMIT :limit
                """)
                .param("after", after)
                .param("search", search)
                .param("limit", limit)
                .query((row, _) -> new ListedClient(
                        row.getString("client_id"),
                        json.readValue(row.getString("metadata"), ClientMetadata.class),
                        row.getBoolean("enabled"),
                        row.getString("source")))
                .list();
    }

    /** The clients of earlier files, and those that {@code clientIds} names whoever registered them. */
    List<StoredClient> declared(Collection<String> clientIds) {
        return jdbc.sql("""
                SELECT client_id, metadata, enabled, source,
                       ARRAY(SELECT encode(hash, 'hex')
                               FROM client_secret
                              WHERE client_secret.client_id = client.client_id
                                AND (expires_at IS NULL OR expires_at > :now)) AS secrets
                  FROM client
                 WHERE source = 'file'
                    OR client_id = ANY (:ids)
                 ORDER BY client_id
                """)
                .param("ids", clientIds.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::stored)
                .list();
    }

    /**
     * Inserts or changes a client, unless its row says the same already.
     *
     * <p>One statement, so that nodes that start together with the same file write once. The row stays locked until the
     * end of the transaction even where nothing is written.
     *
     * @return the new version, 1 for a new client; empty if there was nothing to write
     */
    Optional<Long> save(ClientDeclaration client) {
        return jdbc.sql("""
                INSERT INTO client AS stored (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, CAST(:metadata AS jsonb), 'file', :enabled, :now, :now)
                    ON CONFLICT (client_id) DO UPDATE
                   SET metadata = excluded.metadata,
                       source = excluded.source,
                       enabled = excluded.enabled,
                       updated_at = excluded.updated_at,
                       version = stored.version + 1
                 WHERE (stored.metadata, stored.source, stored.enabled)
                    IS DISTINCT FROM (excluded.metadata, excluded.source, excluded.enabled)
                RETURNING version
                """)
                .param("id", client.clientId())
                .param("metadata", json.writeValueAsString(client.metadata()))
                .param("enabled", client.enabled())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** Holds the client's row until the end of the transaction. */
    void lock(String clientId) {
        jdbc.sql("SELECT client_id FROM client WHERE client_id = :id FOR UPDATE")
                .param("id", clientId)
                .query(String.class)
                .single();
    }

    private StoredClient stored(ResultSet row, int index) throws SQLException {
        return new StoredClient(
                row.getString("client_id"),
                json.readValue(row.getString("metadata"), ClientMetadata.class),
                row.getBoolean("enabled"),
                row.getString("source"),
                hashes(row.getArray("secrets")));
    }

    private Client client(ResultSet row, int index) throws SQLException {
        return new Client(
                row.getString("client_id"),
                row.getString("source").equals(DescribedClients.SOURCE),
                json.readValue(row.getString("metadata"), ClientMetadata.class),
                hashes(row.getArray("secrets")));
    }

    private static List<TokenHash> hashes(Array hexadecimal) throws SQLException {
        return Arrays.stream((String[]) hexadecimal.getArray())
                .map(TokenHash::new)
                .toList();
    }
}
