package dev.signet.idp.passkey;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UsedChallengeRepository {

    private final JdbcClient jdbc;

    UsedChallengeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Uses a challenge up. Of requests that answer the same one at once, one gets {@code true}. */
    boolean insertIfAbsent(TokenHash challenge, Instant expiresAt) {
        return jdbc.sql("""
                        INSERT INTO passkey_used_challenge (challenge_hash, expires_at)
                        VALUES (:hash, :expiresAt)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("hash", challenge.bytes())
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM passkey_used_challenge
                 WHERE challenge_hash IN (SELECT challenge_hash
                                            FROM passkey_used_challenge
                                           WHERE expires_at <= :now
                                           LIMIT :limit
                                             FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
