package dev.signet.idp.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ScopeRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ScopeRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Scope> all() {
        return jdbc.sql("SELECT name, description, claims FROM scope ORDER BY name")
                .query(ScopeRepository::scope)
                .list();
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
        return jdbc.sql("""
                INSERT INTO scope AS stored (name, description, claims, source, created_at, updated_at)
                VALUES (:name, :description, :claims, 'file', :now, :now)
                    ON CONFLICT (name) DO UPDATE
                   SET description = excluded.description,
                       claims = excluded.claims,
                       source = excluded.source,
                       updated_at = excluded.updated_at,
                       version = stored.version + 1
                 WHERE (stored.description, stored.claims, stored.source)
                    IS DISTINCT FROM (excluded.description, excluded.claims, excluded.source)
                RETURNING version
                """)
                .param("name", scope.name())
                .param("description", scope.description())
                .param("claims", scope.claims().toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    private static Scope scope(ResultSet row, int index) throws SQLException {
        return new Scope(
                row.getString("name"),
                row.getString("description"),
                List.of((String[]) row.getArray("claims").getArray()),
                false);
    }
}
