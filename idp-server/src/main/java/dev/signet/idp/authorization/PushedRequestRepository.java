package dev.signet.idp.authorization;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PushedRequestRepository {

    private final JdbcClient jdbc;

    PushedRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TokenHash request, String clientId, String parameters, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO pushed_request (request_hash, client_id, parameters, expires_at)
                VALUES (:request, :client, :parameters, :expiresAt)
                """)
                .param("request", request.bytes())
                .param("client", clientId)
                .param("parameters", parameters)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The parameters of a request that this client pushed, that has not expired and gave no code yet. */
    Optional<String> find(TokenHash request, String clientId, Instant now) {
        return jdbc.sql("""
                SELECT parameters
                  FROM pushed_request
                 WHERE request_hash = :request
                   AND client_id = :client
                   AND expires_at > :now
                   AND NOT EXISTS (SELECT FROM used_request used
                                    WHERE used.request_hash = pushed_request.request_hash)
                """)
                .param("request", request.bytes())
                .param("client", clientId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Uses a request up. Of two that come at once, in transactions that both go on to issue a code, one gets true. */
    boolean use(TokenHash request, Instant forgetAt) {
        return jdbc.sql("""
                INSERT INTO used_request (request_hash, forget_at)
                VALUES (:request, :forgetAt)
                    ON CONFLICT DO NOTHING
                """)
                        .param("request", request.bytes())
                        .param("forgetAt", forgetAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Takes out at most {@code limit} requests that nobody can visit any more. */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM pushed_request
                 WHERE request_hash IN (SELECT request_hash
                                          FROM pushed_request
                                         WHERE expires_at <= :now
                                         LIMIT :limit
                                           FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    /** Forgets at most {@code limit} uses that nobody can repeat any more. */
    int deleteForgotten(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM used_request
                 WHERE request_hash IN (SELECT request_hash
                                          FROM used_request
                                         WHERE forget_at <= :now
                                         LIMIT :limit
                                           FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
