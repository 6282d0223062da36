package dev.signet.idp.federation;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UpstreamRequestRepository {

    private final JdbcClient jdbc;

    UpstreamRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
    record Row(byte[] data, boolean isUsed) {

        @Override
        public String toString() {
            return "Row[redacted]";
        }
    }

    void insert(TokenHash state, String provider, byte[] data, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO upstream_request (state_hash, provider_id, data, expires_at)
                VALUES (:state, :provider, :data, :expires)
                """)
                .param("state", state.bytes())
                .param("provider", provider)
                .param("data", data)
                .param("expires", utc(expiresAt))
                .update();
    }

    /** Whatever became of it, until it is swept: a page says why an answer comes too late. */
    Optional<Row> find(TokenHash state, String provider) {
        return jdbc.sql("""
                SELECT data, used_at
                  FROM upstream_request
                 WHERE state_hash = :state AND provider_id = :provider
                """)
                .param("state", state.bytes())
                .param("provider", provider)
                .query((row, _) -> new Row(row.getBytes("data"), row.getObject("used_at") != null))
                .optional();
    }

    /** @return whether this call used it up; of two at the same moment one does */
    boolean use(TokenHash state, Instant now) {
        return jdbc.sql("UPDATE upstream_request SET used_at = :now WHERE state_hash = :state AND used_at IS NULL")
                        .param("state", state.bytes())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    int deleteExpired(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM upstream_request
                 WHERE state_hash IN (SELECT state_hash
                                        FROM upstream_request
                                       WHERE expires_at <= :time
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
