package dev.signet.idp.token;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccessTokenRepository {

    private final JdbcClient jdbc;

    AccessTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether a token still counts: it was not revoked, and neither was its grant, which has not expired and is of an
     * account that may sign in.
     */
    boolean isLive(UUID id, @Nullable UUID grant, Instant now) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT FROM revoked_access_token WHERE jti = :id)
                   AND (CAST(:grant AS uuid) IS NULL
                        OR EXISTS (SELECT FROM authorization_grant
                                     JOIN user_account ON user_account.id = account_id
                                    WHERE authorization_grant.id = CAST(:grant AS uuid)
                                      AND revoked_at IS NULL
                                      AND expires_at > :now
                                      AND status = 'active'))
                """)
                .param("id", id)
                .param("grant", grant)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Returns 0 if it was revoked before. */
    int revoke(UUID id, Instant expiresAt) {
        return jdbc.sql("""
                INSERT INTO revoked_access_token (jti, expires_at)
                VALUES (:id, :expiresAt)
                    ON CONFLICT DO NOTHING
                """)
                .param("id", id)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets up to {@code limit} tokens that have expired since. */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM revoked_access_token
                 WHERE jti IN (SELECT jti
                                 FROM revoked_access_token
                                WHERE expires_at <= :now
                                LIMIT :limit
                                  FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
