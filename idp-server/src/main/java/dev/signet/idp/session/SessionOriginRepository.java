package dev.signet.idp.session;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionOriginRepository {

    private final JdbcClient jdbc;

    SessionOriginRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, Origin origin, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO session_origin (id, issuer, subject, upstream_sid, expires_at)
                VALUES (:id, :issuer, :subject, :sid, :expires)
                """)
                .param("id", id)
                .param("issuer", origin.issuer())
                .param("subject", origin.subject())
                .param("sid", origin.sid())
                .param("expires", utc(expiresAt))
                .update();
    }

    /**
     * Keeps it as long as a session that is about to be written, and makes whoever wants to {@link #end} it wait for that.
     *
     * @return false if it has ended
     */
    boolean hold(UUID id, Instant until) {
        return jdbc.sql("""
                        UPDATE session_origin
                           SET expires_at = greatest(expires_at, :until)
                         WHERE id = :id AND ended_at IS NULL
                        """).param("id", id).param("until", utc(until)).update() == 1;
    }

    /** Where the session there has no name, all of its subject's count: one of them is over, and we cannot tell which. */
    List<UUID> end(Origin over, Instant now) {
        return jdbc.sql("""
                UPDATE session_origin
                   SET ended_at = :now
                 WHERE issuer = :issuer
                   AND ended_at IS NULL
                   AND (CAST(:subject AS text) IS NULL OR subject = :subject)
                   AND (CAST(:sid AS text) IS NULL
                        OR upstream_sid = :sid
                        OR (upstream_sid IS NULL AND CAST(:subject AS text) IS NOT NULL))
                RETURNING id
                """)
                .param("issuer", over.issuer())
                .param("subject", over.subject())
                .param("sid", over.sid())
                .param("now", utc(now))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM session_origin
                 WHERE id IN (SELECT id
                                FROM session_origin
                               WHERE expires_at <= :now
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
