package dev.signet.idp.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks across the tables of other modules for what somebody should look at. Changes nothing. */
@Repository
class ConcernRepository {

    private final JdbcClient jdbc;

    ConcernRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Clients whose last secret ends. */
    record EndingSecrets(
            int clients, @Nullable String example, @Nullable Instant first) {}

    /** From {@code from} until {@code until}. A secret that has a successor is no concern. */
    EndingSecrets endingSecrets(Instant from, Instant until) {
        return jdbc.sql("""
                SELECT count(*) AS clients,
                       (array_agg(client_id ORDER BY ends, client_id))[1] AS example,
                       min(ends) AS first
                  FROM (SELECT client_id, max(coalesce(expires_at, 'infinity')) AS ends
                          FROM client_secret
                          JOIN client USING (client_id)
                         WHERE client.enabled
                         GROUP BY client_id) AS last
                 WHERE ends >= :from AND ends < :until
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(ConcernRepository::endingSecrets)
                .single();
    }

    /** People with a role who can sign in and have nothing that a false page could not ask for. */
    int administratorsWithoutPasskey() {
        return jdbc.sql("""
                SELECT count(DISTINCT r.account_id)
                  FROM role_assignment r
                  JOIN user_account a ON a.id = r.account_id
                 WHERE a.status = 'active'
                   AND NOT EXISTS (SELECT FROM authenticator k WHERE k.account_id = a.id AND k.kind = 'passkey')
                """).query(Integer.class).single();
    }

    /** People who have had a role since {@code since} and did not open the console since. */
    int unusedAdministrators(Instant since) {
        return jdbc.sql("""
                SELECT count(*)
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
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** How many can sign in and have the role. */
    int holders(String role) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM role_assignment r
                  JOIN user_account a ON a.id = r.account_id
                 WHERE r.role = :role AND a.status = 'active'
                """).param("role", role).query(Integer.class).single();
    }

    boolean hasClients() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM client)")
                .query(Boolean.class)
                .single();
    }

    private static EndingSecrets endingSecrets(ResultSet row, int number) throws SQLException {
        var first = row.getObject("first", OffsetDateTime.class);
        return new EndingSecrets(
                row.getInt("clients"), row.getString("example"), first == null ? null : first.toInstant());
    }
}
