package dev.signet.idp.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditEraRepository {

    private final JdbcClient jdbc;

    AuditEraRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins a new era if rows are ahead of the transaction counter, as after a dump was restored on another server:
     * what is written from now on gets ordinals behind all that there are. Of nodes that start at once, one does.
     */
    int beginIfRestored(Instant now) {
        return jdbc.sql("""
                WITH latest AS (
                       SELECT number, base FROM audit_era ORDER BY number DESC LIMIT 1),
                     written AS (
                       SELECT greatest((SELECT max(ordinal) + 1 FROM audit_event),
                                       (SELECT max(until_ordinal) FROM audit_seal), 0) AS until)
                INSERT INTO audit_era (number, base, began_at)
                SELECT latest.number + 1, written.until, :now
                  FROM latest, written
                 WHERE latest.base + CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) < written.until
                    ON CONFLICT DO NOTHING
                """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** All rows with smaller ordinals are of transactions that are over: there are no more to come. */
    long horizon() {
        return jdbc.sql("""
                SELECT max(base) + CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) FROM audit_era
                """).query(Long.class).single();
    }
}
