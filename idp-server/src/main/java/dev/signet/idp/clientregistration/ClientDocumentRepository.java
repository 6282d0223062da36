package dev.signet.idp.clientregistration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClientDocumentRepository {

    private final JdbcClient jdbc;

    ClientDocumentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When a document was read. */
    record Reading(Instant fetchedAt, Instant freshUntil) {}

    Optional<Reading> find(String clientId) {
        return jdbc.sql("SELECT fetched_at, fresh_until FROM client_document WHERE client_id = :id")
                .param("id", clientId)
                .query((row, _) -> new Reading(
                        row.getObject("fetched_at", OffsetDateTime.class).toInstant(),
                        row.getObject("fresh_until", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Of two nodes that read it at the same time, either will do. */
    void save(String clientId, Reading reading) {
        jdbc.sql("""
                INSERT INTO client_document (client_id, fetched_at, fresh_until)
                SELECT client_id, :fetched, :fresh
                  FROM client
                 WHERE client_id = :id
                   AND source = 'document'
                    ON CONFLICT (client_id) DO UPDATE
                   SET fetched_at = excluded.fetched_at, fresh_until = excluded.fresh_until
                """)
                .param("id", clientId)
                .param("fetched", utc(reading.fetchedAt()))
                .param("fresh", utc(reading.freshUntil()))
                .update();
    }

    /**
     * Deletes at most {@code limit} clients that were described before {@code before} and that nobody has anything to do with.
     * A disabled one stays, so that it stays disabled.
     */
    int deleteUnused(Instant before, int limit) {
        return jdbc.sql("""
                DELETE FROM client
                 WHERE client_id IN (SELECT d.client_id
                                       FROM client_document d
                                       JOIN client c ON c.client_id = d.client_id
                                      WHERE d.fetched_at < :before
                                        AND c.enabled
                                        AND NOT EXISTS (SELECT FROM authorization_grant g WHERE g.client_id = d.client_id)
                                        AND NOT EXISTS (SELECT FROM consent s WHERE s.client_id = d.client_id)
                                      LIMIT :limit)
                """).param("before", utc(before)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
