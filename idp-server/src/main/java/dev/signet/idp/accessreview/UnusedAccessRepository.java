package dev.signet.idp.accessreview;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks other modules' tables for what nobody seems to need. Changes nothing. */
@Repository
class UnusedAccessRepository {

    /** The most of one kind. Whoever has more has to begin somewhere. */
    static final int MOST = 1_000;

    private final JdbcClient jdbc;

    UnusedAccessRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By people: a grant leaves a line in the trail and, as long as it lives, a row that says when it was last renewed. */
    List<String> clientsUnused(Instant since) {
        return jdbc.sql("""
                SELECT c.client_id AS key
                  FROM client c
                 WHERE c.enabled
                   AND c.created_at < :since
                   AND (c.metadata -> 'grant_types' @> '["authorization_code"]'
                        OR c.metadata -> 'grant_types' @> '["urn:ietf:params:oauth:grant-type:device_code"]')
                   AND NOT c.metadata -> 'grant_types' @> '["client_credentials"]'
                   AND NOT EXISTS (SELECT
                                     FROM authorization_grant g
                                    WHERE g.client_id = c.client_id
                                      AND greatest(g.created_at, g.rotated_at) >= :since)
                   AND NOT EXISTS (SELECT
                                     FROM audit_event e
                                    WHERE e.client_id = c.client_id
                                      AND e.occurred_at >= :since
                                      AND e.action = 'grant.started')
                 ORDER BY c.client_id
                 LIMIT :most
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    /** As far as scopes were counted for so long at all. */
    List<String> scopesUnused(Instant since) {
        return jdbc.sql("""
                SELECT s.name AS key
                  FROM scope s
                 WHERE s.created_at < :since
                   AND EXISTS (SELECT FROM hourly_count WHERE hour < :since)
                   AND NOT EXISTS (SELECT
                                     FROM hourly_count h
                                    WHERE h.hour >= :since AND h.name = 'scope:' || left(s.name, 80))
                 ORDER BY s.name
                 LIMIT :most
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    List<String> rolesUnheld() {
        return jdbc.sql("""
                SELECT r.name AS key
                  FROM custom_role r
                 WHERE NOT EXISTS (SELECT FROM role_assignment a WHERE a.role = r.name)
                 ORDER BY r.name
                 LIMIT :most
                """)
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    List<String> rolesUnused(Instant since) {
        return jdbc.sql("""
                SELECT CAST(old.account_id AS text) AS key
                  FROM (SELECT r.account_id
                          FROM role_assignment r
                          JOIN user_account a ON a.id = r.account_id
                         WHERE a.status = 'active'
                         GROUP BY r.account_id
                        HAVING min(r.granted_at) < :since) AS old
                 WHERE NOT EXISTS (SELECT
                                     FROM audit_event e
                                    WHERE e.actor_id = old.account_id
                                      AND e.occurred_at >= :since
                                      AND e.action = 'console.used')
                 ORDER BY old.account_id
                 LIMIT :most
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    List<String> rolesWithoutPasskey() {
        return jdbc.sql("""
                SELECT DISTINCT CAST(a.id AS text) AS key
                  FROM role_assignment r
                  JOIN user_account a ON a.id = r.account_id
                 WHERE a.status = 'active'
                   AND NOT EXISTS (SELECT FROM authenticator k WHERE k.account_id = a.id AND k.kind = 'passkey')
                 ORDER BY key
                 LIMIT :most
                """)
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    /** A secret that has a successor is no finding. */
    List<String> secretsExpiring(Instant until) {
        return jdbc.sql("""
                SELECT client_id AS key
                  FROM client_secret
                  JOIN client USING (client_id)
                 WHERE client.enabled
                 GROUP BY client_id
                HAVING max(coalesce(expires_at, 'infinity')) < :until
                 ORDER BY client_id
                 LIMIT :most
                """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    List<String> secretsOlderThan(Instant since) {
        return jdbc.sql("""
                SELECT DISTINCT client_id AS key
                  FROM client_secret
                  JOIN client USING (client_id)
                 WHERE client.enabled
                   AND client_secret.expires_at IS NULL
                   AND client_secret.created_at < :since
                 ORDER BY key
                 LIMIT :most
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }

    List<String> clientsWithoutPkce() {
        return jdbc.sql("""
                SELECT client_id AS key
                  FROM client
                 WHERE enabled
                   AND metadata ->> 'require_pkce' = 'false'
                   AND metadata -> 'grant_types' @> '["authorization_code"]'
                 ORDER BY client_id
                 LIMIT :most
                """)
                .param("most", MOST)
                .query((row, _) -> row.getString("key"))
                .list();
    }
}
