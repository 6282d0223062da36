package dev.signet.idp.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ScopeRepository {

    private static final TypeReference<HashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ScopeRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    List<Scope> all() {
        return jdbc.sql("SELECT * FROM scope ORDER BY name").query(this::scope).list();
    }

    Optional<RegisteredScope> find(String name) {
        return jdbc.sql("SELECT * FROM scope WHERE name = :name")
                .param("name", name)
                .query((row, number) ->
                        new RegisteredScope(scope(row, number), row.getString("source"), row.getLong("version")))
                .optional();
    }

    /** The names of the scopes that a configuration file declared. */
    List<String> declared() {
        return jdbc.sql("SELECT name FROM scope WHERE source = 'file' ORDER BY name")
                .query((row, _) -> row.getString("name"))
                .list();
    }

    /**
     * Inserts or changes a scope, unless its row says the same already.
     *
     * @return the new version, 1 for a new scope; empty if there was nothing to write
     */
    Optional<Long> save(Scope scope) {
        return all(scope, jdbc.sql("""
                INSERT INTO scope AS stored
                       (name, description, translations, claims, claim_sources, in_id_token, resources, source, created_at, updated_at)
                VALUES (:name, :description, CAST(:translations AS jsonb), :claims, CAST(:sources AS jsonb), :inIdToken, :resources,
                        'file', :now, :now)
                    ON CONFLICT (name) DO UPDATE
                   SET description = excluded.description,
                       translations = excluded.translations,
                       claims = excluded.claims,
                       claim_sources = excluded.claim_sources,
                       in_id_token = excluded.in_id_token,
                       resources = excluded.resources,
                       source = excluded.source,
                       updated_at = excluded.updated_at,
                       version = stored.version + 1
                 WHERE (stored.description, stored.translations, stored.claims, stored.claim_sources, stored.in_id_token,
                        stored.resources, stored.source)
                    IS DISTINCT FROM
                       (excluded.description, excluded.translations, excluded.claims, excluded.claim_sources, excluded.in_id_token,
                        excluded.resources, excluded.source)
                RETURNING version
                """)).query(Long.class).optional();
    }

    /** False if the name is taken. */
    boolean insert(Scope scope) {
        return all(scope, jdbc.sql("""
                INSERT INTO scope
                       (name, description, translations, claims, claim_sources, in_id_token, resources, source, created_at, updated_at)
                VALUES (:name, :description, CAST(:translations AS jsonb), :claims, CAST(:sources AS jsonb), :inIdToken, :resources,
                        'console', :now, :now)
                    ON CONFLICT (name) DO NOTHING
                """)).update() == 1;
    }

    /** False if the scope is not at {@code version} any more: of two that edit the same version exactly one wins. */
    boolean change(Scope scope, long version) {
        return all(scope, jdbc.sql("""
                UPDATE scope
                   SET description = :description,
                       translations = CAST(:translations AS jsonb),
                       claims = :claims,
                       claim_sources = CAST(:sources AS jsonb),
                       in_id_token = :inIdToken,
                       resources = :resources,
                       updated_at = :now,
                       version = version + 1
                 WHERE name = :name
                   AND version = :version
                """)).param("version", version).update() == 1;
    }

    /** False if there was none. */
    boolean delete(String name) {
        return jdbc.sql("DELETE FROM scope WHERE name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Takes the scope from every client that may ask for it. Returns which they were. */
    List<String> takeFromClients(String name) {
        return jdbc.sql("""
                   UPDATE client
                      SET metadata = jsonb_set(
                              metadata,
                              '{scope}',
                              to_jsonb(array_to_string(
                                  array_remove(string_to_array(metadata ->> 'scope', ' '), CAST(:name AS text)), ' '))),
                          updated_at = :now,
                          version = version + 1
                    WHERE :name = ANY (string_to_array(metadata ->> 'scope', ' '))
                RETURNING client_id
                """)
                .param("name", name)
                .param("now", now())
                .query((row, _) -> row.getString("client_id"))
                .list();
    }

    private StatementSpec all(Scope scope, StatementSpec statement) {
        return statement
                .param("name", scope.name())
                .param("description", scope.description())
                .param("translations", json.writeValueAsString(scope.translations()))
                .param("claims", scope.claims().toArray(String[]::new))
                .param("sources", json.writeValueAsString(scope.claimSources()))
                .param("inIdToken", scope.isInIdToken())
                .param("resources", scope.resources().toArray(String[]::new))
                .param("now", now());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private Scope scope(ResultSet row, int index) throws SQLException {
        return new Scope(
                row.getString("name"),
                row.getString("description"),
                texts(row.getString("translations")),
                List.of((String[]) row.getArray("claims").getArray()),
                texts(row.getString("claim_sources")),
                row.getBoolean("in_id_token"),
                List.of((String[]) row.getArray("resources").getArray()),
                false);
    }

    private Map<String, String> texts(String object) {
        return json.readValue(object, TEXTS);
    }
}
