package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GrantRepository {

    private final JdbcClient jdbc;

    GrantRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a token request presents to have tokens refreshed. */
    record Presented(UUID grant, int generation, String clientId, Set<String> scopes, Sender sender) {}

    /**
     * Moves a grant on from the presented generation. One statement, so of many concurrent requests with one refresh
     * token exactly one moves it; the others find the generation changed.
     */
    Optional<Grant> rotate(Presented presented, Instant now, Instant idleExpiresAt) {
        return jdbc.sql("""
                   UPDATE authorization_grant
                      SET generation = generation + 1, rotated_at = :now, idle_expires_at = least(:idle, expires_at)
                    WHERE id = :id
                      AND generation = :presented
                      AND client_id = :client
                      AND (dpop_jkt IS NULL OR dpop_jkt = CAST(:dpopKey AS text))
                      AND (certificate_thumbprint IS NULL OR certificate_thumbprint = CAST(:certificate AS text))
                      AND scopes @> CAST(:scopes AS text[])
                      AND revoked_at IS NULL
                      AND idle_expires_at > :now
                      AND EXISTS (SELECT FROM user_account WHERE id = account_id AND status = 'active')
                RETURNING *
                """)
                .param("id", presented.grant())
                .param("presented", presented.generation())
                .param("client", presented.clientId())
                .param("dpopKey", presented.sender().dpopKey())
                .param("certificate", presented.sender().certificate())
                .param("scopes", presented.scopes().toArray(String[]::new))
                .param("now", utc(now))
                .param("idle", utc(idleExpiresAt))
                .query(GrantRepository::grant)
                .optional();
    }

    Optional<Grant> find(UUID id) {
        return jdbc.sql("SELECT * FROM authorization_grant WHERE id = :id")
                .param("id", id)
                .query(GrantRepository::grant)
                .optional();
    }

    /** The client's grant, if it can be refreshed: not revoked, not expired, of an account that may sign in. */
    Optional<Grant> findUsable(UUID id, String clientId, Instant now) {
        return jdbc.sql("""
                SELECT authorization_grant.*
                  FROM authorization_grant
                  JOIN user_account ON user_account.id = account_id
                 WHERE authorization_grant.id = :id
                   AND client_id = :client
                   AND revoked_at IS NULL
                   AND idle_expires_at > :now
                   AND status = 'active'
                """)
                .param("id", id)
                .param("client", clientId)
                .param("now", utc(now))
                .query(GrantRepository::grant)
                .optional();
    }

    /**
     * The grant of an access token that still counts: neither was revoked, and the grant has not expired and is of an
     * account that may sign in.
     */
    Optional<Grant> findLive(UUID id, UUID accessToken, Instant now) {
        return jdbc.sql("""
                SELECT authorization_grant.*
                  FROM authorization_grant
                  JOIN user_account ON user_account.id = account_id
                 WHERE authorization_grant.id = :id
                   AND revoked_at IS NULL
                   AND expires_at > :now
                   AND status = 'active'
                   AND NOT EXISTS (SELECT FROM revoked_access_token WHERE jti = :token)
                """)
                .param("id", id)
                .param("token", accessToken)
                .param("now", utc(now))
                .query(GrantRepository::grant)
                .optional();
    }

    /** Returns 0 if it was revoked before. */
    int revoke(UUID id, String reason, Instant now) {
        return jdbc.sql("""
                UPDATE authorization_grant
                   SET revoked_at = :now, revoked_reason = :reason
                 WHERE id = :id
                   AND revoked_at IS NULL
                """)
                .param("id", id)
                .param("reason", reason)
                .param("now", utc(now))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("DELETE FROM authorization_grant WHERE id = :id")
                .param("id", id)
                .update();
    }

    /** Revokes what hangs on a browser session; grants with offline access do not. */
    int revokeOfSession(UUID sid, String reason, Instant now) {
        return jdbc.sql("""
                UPDATE authorization_grant
                   SET revoked_at = :now, revoked_reason = :reason
                 WHERE sid = :sid
                   AND revoked_at IS NULL
                   AND NOT 'offline_access' = ANY (scopes)
                """)
                .param("sid", sid)
                .param("reason", reason)
                .param("now", utc(now))
                .update();
    }

    /** Revokes everything of {@code account}, or what it has with one client. Returns what was live. */
    List<Grant> revokeAll(AccountId account, @Nullable String clientId, String reason, Instant now) {
        return jdbc.sql("""
                UPDATE authorization_grant
                   SET revoked_at = :now, revoked_reason = :reason
                 WHERE account_id = :account
                   AND (CAST(:client AS text) IS NULL OR client_id = :client)
                   AND revoked_at IS NULL
                   AND expires_at > :now
                RETURNING *
                """)
                .param("account", account.value())
                .param("client", clientId)
                .param("reason", reason)
                .param("now", utc(now))
                .query(GrantRepository::grant)
                .list();
    }

    /** Who has access in the name of {@code account}, the last used first; one row for each client. */
    List<ClientAccess> access(AccountId account, Instant now, int limit) {
        return jdbc.sql("""
                SELECT g.client_id,
                       array_agg(DISTINCT s.scope) AS scopes,
                       min(g.created_at) AS since,
                       max(coalesce(g.rotated_at, g.created_at)) AS last_used_at
                  FROM authorization_grant g
                 CROSS JOIN LATERAL unnest(g.scopes) AS s (scope)
                 WHERE g.account_id = :account
                   AND g.revoked_at IS NULL
                   AND g.idle_expires_at > :now
                 GROUP BY g.client_id
                 ORDER BY last_used_at DESC, g.client_id
                 LIMIT :limit
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, _) -> new ClientAccess(
                        row.getString("client_id"),
                        Set.of((String[]) row.getArray("scopes").getArray()),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** How many grants of the client still count; looks at no more than {@code most}. */
    int countLive(String clientId, Instant now, int most) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT
                          FROM authorization_grant
                         WHERE client_id = :client
                           AND revoked_at IS NULL
                           AND idle_expires_at > :now
                         LIMIT :most) AS counted
                """)
                .param("client", clientId)
                .param("now", utc(now))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** How many grants of these clients still count and hold {@code scope}; looks at no more than {@code most}. */
    int countLive(Collection<String> clientIds, String scope, Instant now, int most) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT
                          FROM authorization_grant
                         WHERE client_id = ANY (:clients)
                           AND :scope = ANY (scopes)
                           AND revoked_at IS NULL
                           AND idle_expires_at > :now
                         LIMIT :most) AS counted
                """)
                .param("clients", clientIds.toArray(String[]::new))
                .param("scope", scope)
                .param("now", utc(now))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** The live browser sessions in which the client got tokens, looking no further than {@code most}. */
    List<ClientSession> sessions(String clientId, Instant now, int most) {
        return jdbc.sql("""
                SELECT DISTINCT authorization_grant.account_id, authorization_grant.sid
                  FROM authorization_grant
                  JOIN browser_session ON browser_session.sid = authorization_grant.sid
                 WHERE client_id = :client
                   AND browser_session.idle_expires_at > :now
                 LIMIT :most
                """)
                .param("client", clientId)
                .param("now", utc(now))
                .param("most", most)
                .query((row, _) -> new ClientSession(
                        new AccountId(row.getObject("account_id", UUID.class)), row.getObject("sid", UUID.class)))
                .list();
    }

    /** Revokes everything that anybody has with one client. Returns how much it was. */
    int revokeAllOf(String clientId, String reason, Instant now) {
        return jdbc.sql("""
                UPDATE authorization_grant
                   SET revoked_at = :now, revoked_reason = :reason
                 WHERE client_id = :client
                   AND revoked_at IS NULL
                   AND expires_at > :now
                """)
                .param("client", clientId)
                .param("reason", reason)
                .param("now", utc(now))
                .update();
    }

    /** Takes {@code scope} out of every grant of these clients that still counts. */
    int removeScope(Collection<String> clientIds, String scope, Instant now) {
        return jdbc.sql("""
                UPDATE authorization_grant
                   SET scopes = array_remove(scopes, CAST(:scope AS text))
                 WHERE client_id = ANY (:clients)
                   AND :scope = ANY (scopes)
                   AND revoked_at IS NULL
                   AND expires_at > :now
                """)
                .param("clients", clientIds.toArray(String[]::new))
                .param("scope", scope)
                .param("now", utc(now))
                .update();
    }

    /** Every client that got tokens out of one browser session, whether they still count or not. */
    Set<String> participants(UUID sid) {
        return jdbc.sql("SELECT DISTINCT client_id FROM authorization_grant WHERE sid = :sid")
                .param("sid", sid)
                .query((row, _) -> row.getString("client_id"))
                .set();
    }

    /**
     * Takes out at most {@code limit} grants that ended before {@code before}. By their end, so that the index is read and no
     * batch steps over what the batches before it deleted.
     */
    int deleteExpired(Instant before, int limit) {
        return jdbc.sql("""
                DELETE FROM authorization_grant
                 WHERE id IN (SELECT id
                                FROM authorization_grant
                               WHERE expires_at < :before
                               ORDER BY expires_at
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                """).param("before", utc(before)).param("limit", limit).update();
    }

    static Grant grant(ResultSet row, int number) throws SQLException {
        var rotatedAt = row.getObject("rotated_at", OffsetDateTime.class);
        return new Grant(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("sid", UUID.class),
                strings(row, "scopes"),
                new RequestedClaims(strings(row, "userinfo_claims"), strings(row, "id_token_claims")),
                strings(row, "resources"),
                row.getObject("auth_time", OffsetDateTime.class).toInstant(),
                row.getString("acr"),
                List.of((String[]) row.getArray("amr").getArray()),
                row.getInt("generation"),
                rotatedAt == null ? null : rotatedAt.toInstant(),
                row.getObject("idle_expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                new Sender(row.getString("dpop_jkt"), row.getString("certificate_thumbprint")));
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
