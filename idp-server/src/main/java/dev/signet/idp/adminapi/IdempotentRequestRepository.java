package dev.signet.idp.adminapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IdempotentRequestRepository {

    private final JdbcClient jdbc;

    IdempotentRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes a key. Waits for whoever is taking the same one until their transaction ends: then they have it, or it is free.
     * A key that has expired is as good as a new one.
     *
     * @return false if somebody has it
     */
    boolean insert(String keyCode, String requestCode, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                        INSERT INTO idempotent_request AS r (key_code, request_code, expires_at)
                        VALUES (:key, :request, :expiresAt)
                            ON CONFLICT (key_code) DO UPDATE
                           SET request_code = excluded.request_code,
                               expires_at = excluded.expires_at,
                               answer = NULL
                         WHERE r.expires_at <= :now
                        """)
                        .param("key", keyCode)
                        .param("request", requestCode)
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In the transaction of {@link #insert}. */
    void keep(String keyCode, byte[] answer) {
        jdbc.sql("UPDATE idempotent_request SET answer = :answer WHERE key_code = :key")
                .param("answer", answer)
                .param("key", keyCode)
                .update();
    }

    /** Empty if the key came with another request. */
    Optional<byte[]> find(String keyCode, String requestCode) {
        return jdbc.sql("""
                SELECT answer
                  FROM idempotent_request
                 WHERE key_code = :key
                   AND request_code = :request
                """)
                .param("key", keyCode)
                .param("request", requestCode)
                .query(byte[].class)
                .optional();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM idempotent_request
                 WHERE key_code IN (SELECT key_code
                                      FROM idempotent_request
                                     WHERE expires_at <= :now
                                     LIMIT :limit
                                       FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
