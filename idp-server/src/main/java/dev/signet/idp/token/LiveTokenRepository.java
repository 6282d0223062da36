package dev.signet.idp.token;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads all grants. */
@Repository
class LiveTokenRepository {

    private final JdbcClient jdbc;

    LiveTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By client, what was signed with one of {@code algorithms}.
     *
     * @param accessTokens whether access tokens are among that
     * @param idTokensSince when the oldest ID token was issued that counts
     */
    List<LiveTokens.OfClient> signedWith(
            Set<String> algorithms, boolean accessTokens, Instant idTokensSince, Instant now) {
        return jdbc.sql("""
                SELECT client_id, access_tokens, id_tokens, has_its_own
                  FROM (SELECT c.client_id,
                               count(g.id) FILTER (WHERE :accessTokens AND g.issued_at > :now
                                   - CAST(c.metadata ->> 'access_token_lifetime' AS interval)) AS access_tokens,
                               count(g.id) FILTER (WHERE 'openid' = ANY (g.scopes) AND g.issued_at > :idTokensSince
                                   AND c.metadata ->> 'id_token_signed_response_alg' = ANY (:algorithms)) AS id_tokens,
                               :accessTokens AND c.metadata -> 'grant_types' @> '["client_credentials"]' AS has_its_own
                          FROM client c
                          LEFT JOIN (SELECT id, client_id, scopes, coalesce(rotated_at, created_at) AS issued_at
                                       FROM authorization_grant
                                      WHERE revoked_at IS NULL
                                        AND expires_at > :now) g ON g.client_id = c.client_id
                         WHERE c.enabled
                         GROUP BY c.client_id) counted
                 WHERE access_tokens > 0 OR id_tokens > 0 OR has_its_own
                 ORDER BY access_tokens + id_tokens DESC, client_id
                """)
                .param("accessTokens", accessTokens)
                .param("algorithms", algorithms.toArray(String[]::new))
                .param("idTokensSince", utc(idTokensSince))
                .param("now", utc(now))
                .query((row, _) -> new LiveTokens.OfClient(
                        row.getString("client_id"),
                        row.getLong("access_tokens"),
                        row.getLong("id_tokens"),
                        row.getBoolean("has_its_own")))
                .list();
    }

    long usableGrants(Instant now) {
        return jdbc.sql("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL AND idle_expires_at > :now")
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
