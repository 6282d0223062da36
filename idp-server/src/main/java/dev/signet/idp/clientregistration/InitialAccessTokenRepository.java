package dev.signet.idp.clientregistration;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InitialAccessTokenRepository {

    private final JdbcClient jdbc;

    InitialAccessTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TokenHash token, int uses, Instant now, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO initial_access_token (token_hash, uses_left, created_at, expires_at)
                VALUES (:token, :uses, :now, :expiresAt)
                """)
                .param("token", token.bytes())
                .param("uses", uses)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isUsable(TokenHash token, Instant now) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT
                                 FROM initial_access_token
                                WHERE token_hash = :token
                                  AND uses_left > 0
                                  AND expires_at > :now)
                """)
                .param("token", token.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Takes one use, of which there are never more than were given: concurrent ones wait here for each other. */
    boolean use(TokenHash token, Instant now) {
        return jdbc.sql("""
                UPDATE initial_access_token
                   SET uses_left = uses_left - 1
                 WHERE token_hash = :token
                   AND uses_left > 0
                   AND expires_at > :now
                """)
                        .param("token", token.bytes())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Deletes at most {@code limit} tokens that expired before {@code before}. */
    int deleteExpired(Instant before, int limit) {
        return jdbc.sql("""
                DELETE FROM initial_access_token
                 WHERE token_hash IN (SELECT token_hash
                                        FROM initial_access_token
                                       WHERE expires_at < :before
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
