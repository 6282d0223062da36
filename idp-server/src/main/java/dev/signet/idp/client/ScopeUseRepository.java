package dev.signet.idp.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ScopeUseRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScopeUseRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** How many clients may ask for each scope, among the first {@code most} clients. */
    Map<String, Integer> counts(int most) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("""
                SELECT scope, count(*) AS clients
                  FROM (SELECT metadata ->> 'scope' AS scopes FROM client ORDER BY client_id LIMIT :most) AS counted,
                       LATERAL (SELECT DISTINCT unnest(string_to_array(scopes, ' ')) AS scope) AS each
                 GROUP BY scope
                """).param("most", most).query(row -> {
            counts.put(row.getString("scope"), row.getInt("clients"));
        });
        return counts;
    }

    /** The ids of the first {@code most} clients that may ask for {@code scope}. */
    List<String> clientIds(String scope, int most) {
        return jdbc.sql("""
                SELECT client_id
                  FROM client
                 WHERE :scope = ANY (string_to_array(metadata ->> 'scope', ' '))
                 ORDER BY client_id
                 LIMIT :most
                """)
                .param("scope", scope)
                .param("most", most)
                .query((row, _) -> row.getString("client_id"))
                .list();
    }

    /** Clients with an id behind {@code after} that may ask for {@code scope}. */
    List<ListedClient> page(String scope, String after, int limit) {
        return jdbc.sql("""
                SELECT client_id, metadata, enabled, source
                  FROM client
                 WHERE client_id > :after
                   AND :scope = ANY (string_to_array(metadata ->> 'scope', ' '))
                 ORDER BY client_id
                 LIMIT :limit
                """)
                .param("after", after)
                .param("scope", scope)
                .param("limit", limit)
                .query((row, _) -> new ListedClient(
                        row.getString("client_id"),
                        json.readValue(row.getString("metadata"), ClientMetadata.class),
                        row.getBoolean("enabled"),
                        row.getString("source")))
                .list();
    }
}
