package dev.signet.idp.federation;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The logout tokens that were received, for as long as they could come again. */
@Repository
class LogoutTokenRepository {

    private final JdbcClient jdbc;

    LogoutTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if it is there already; of two at the same moment one is first, and the other waits to hear so */
    boolean insert(TokenHash token, Instant expiresAt) {
        return jdbc.sql("""
                        INSERT INTO upstream_logout_token (token_hash, expires_at)
                        VALUES (:hash, :expires)
                            ON CONFLICT (token_hash) DO NOTHING
                        """)
                        .param("hash", token.bytes())
                        .param("expires", utc(expiresAt))
                        .update()
                == 1;
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM upstream_logout_token
                 WHERE token_hash IN (SELECT token_hash
                                        FROM upstream_logout_token
                                       WHERE expires_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
