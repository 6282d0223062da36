package dev.signet.idp.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks the database about itself. */
@Repository
class DatabaseHealthRepository {

    private final JdbcClient jdbc;

    DatabaseHealthRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param canChangeTrail whether our role may do to the audit trail what nobody should */
    record Server(String version, long size, int connections, boolean canChangeTrail) {}

    /** What Liquibase wrote down. Privileges are granted again with each start, which is no change. */
    record Migrations(
            int changes, @Nullable String last, @Nullable Instant lastAt, boolean isLocked) {}

    Instant time() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    Server server() {
        return jdbc.sql("""
                SELECT current_setting('server_version') AS version,
                       pg_database_size(current_database()) AS size,
                       (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections,
                       has_table_privilege('audit_event', 'UPDATE') OR has_table_privilege('audit_event', 'DELETE')
                           AS can_change_trail
                """)
                .query((row, _) -> new Server(
                        row.getString("version"),
                        row.getLong("size"),
                        row.getInt("connections"),
                        row.getBoolean("can_change_trail")))
                .single();
    }

    Migrations migrations() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM databasechangelog) AS changes, last.id, last.dateexecuted,
                       coalesce((SELECT bool_or(locked) FROM databasechangeloglock), false) AS locked
                  FROM (SELECT 1) AS always
                  LEFT JOIN LATERAL (
                       SELECT id, dateexecuted
                         FROM databasechangelog
                        WHERE exectype = 'EXECUTED' AND id NOT LIKE '999-%'
                        ORDER BY orderexecuted DESC
                        LIMIT 1) AS last
                    ON true
                """).query(DatabaseHealthRepository::read).single();
    }

    /** Some clients that may leave out PKCE. */
    List<String> clientsWithoutPkce(int limit) {
        return jdbc.sql("""
                SELECT client_id
                  FROM client
                 WHERE enabled
                   AND metadata ->> 'require_pkce' = 'false'
                   AND metadata -> 'grant_types' @> '["authorization_code"]'
                 ORDER BY client_id
                 LIMIT :limit
                """)
                .param("limit", limit)
                .query((row, _) -> row.getString("client_id"))
                .list();
    }

    private static Migrations read(ResultSet row, int number) throws SQLException {
        var at = row.getTimestamp("dateexecuted");
        return new Migrations(
                row.getInt("changes"),
                row.getString("id"),
                at == null ? null : at.toInstant(),
                row.getBoolean("locked"));
    }
}
