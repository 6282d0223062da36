package dev.signet.idp.federation;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PendingIdentityRepository {

    private final JdbcClient jdbc;

    PendingIdentityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TokenHash id, byte[] data, Instant expiresAt) {
        jdbc.sql("INSERT INTO pending_identity (id_hash, data, expires_at) VALUES (:id, :data, :expires)")
                .param("id", id.bytes())
                .param("data", data)
                .param("expires", utc(expiresAt))
                .update();
    }

    Optional<byte[]> find(TokenHash id, Instant now) {
        return jdbc.sql("SELECT data FROM pending_identity WHERE id_hash = :id AND expires_at > :now")
                .param("id", id.bytes())
                .param("now", utc(now))
                .query(byte[].class)
                .optional();
    }

    /** @return whether this call ended it; of two at the same moment one does */
    boolean delete(TokenHash id) {
        return jdbc.sql("DELETE FROM pending_identity WHERE id_hash = :id")
                        .param("id", id.bytes())
                        .update()
                == 1;
    }

    int deleteExpired(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM pending_identity
                 WHERE id_hash IN (SELECT id_hash
                                     FROM pending_identity
                                    WHERE expires_at <= :time
                                    LIMIT :limit
                                      FOR UPDATE SKIP LOCKED)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
