package dev.signet.idp.clientauthentication;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UsedAssertionRepository {

    private final JdbcClient jdbc;

    UsedAssertionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Uses an assertion up. Of requests that bring the same one at once, one gets {@code true}. */
    boolean insertIfAbsent(String clientId, TokenHash id, Instant expiresAt) {
        return jdbc.sql("""
                INSERT INTO client_assertion_jti (client_id, jti_hash, expires_at)
                VALUES (:client, :hash, :expiresAt)
                    ON CONFLICT DO NOTHING
                """)
                        .param("client", clientId)
                        .param("hash", id.bytes())
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Forgets up to {@code limit} assertions that could not be used any more anyway. */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM client_assertion_jti
                 WHERE (client_id, jti_hash) IN (SELECT client_id, jti_hash
                                                   FROM client_assertion_jti
                                                  WHERE expires_at <= :now
                                                  LIMIT :limit)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
