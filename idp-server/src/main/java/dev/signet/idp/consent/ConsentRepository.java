package dev.signet.idp.consent;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConsentRepository {

    private final JdbcClient jdbc;

    ConsentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Consent> find(AccountId account, String clientId) {
        return jdbc.sql("""
                SELECT scopes, granted_at
                  FROM consent
                 WHERE account_id = :account
                   AND client_id = :client
                """)
                .param("account", account.value())
                .param("client", clientId)
                .query((row, number) -> new Consent(
                        Set.of((String[]) row.getArray("scopes").getArray()),
                        row.getObject("granted_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** One statement, so that two answers given at once are both remembered. */
    void add(AccountId account, String clientId, Set<String> scopes, Instant now) {
        jdbc.sql("""
                INSERT INTO consent AS c (account_id, client_id, scopes, granted_at)
                VALUES (:account, :client, :scopes, :now)
                    ON CONFLICT (account_id, client_id) DO UPDATE
                   SET scopes = ARRAY(SELECT unnest(c.scopes) UNION SELECT unnest(excluded.scopes)),
                       granted_at = excluded.granted_at
                """)
                .param("account", account.value())
                .param("client", clientId)
                .param("scopes", scopes.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<String, Instant> copyMissing(AccountId from, AccountId to) {
        var copied = new LinkedHashMap<String, Instant>();
        jdbc.sql("""
                INSERT INTO consent (account_id, client_id, scopes, granted_at)
                SELECT :to, client_id, scopes, granted_at
                  FROM consent
                 WHERE account_id = :from
                    ON CONFLICT (account_id, client_id) DO NOTHING
                RETURNING client_id, granted_at
                """).param("from", from.value()).param("to", to.value()).query(row -> {
            copied.put(
                    row.getString("client_id"),
                    row.getObject("granted_at", OffsetDateTime.class).toInstant());
        });
        return copied;
    }

    void deleteUnchanged(AccountId account, String clientId, Instant grantedAt) {
        jdbc.sql("""
                DELETE FROM consent
                 WHERE account_id = :account AND client_id = :client AND granted_at = :at
                """)
                .param("account", account.value())
                .param("client", clientId)
                .param("at", grantedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean delete(AccountId account, String clientId) {
        return jdbc.sql("DELETE FROM consent WHERE account_id = :account AND client_id = :client")
                        .param("account", account.value())
                        .param("client", clientId)
                        .update()
                == 1;
    }

    /** How many people allowed the client something; looks at no more than {@code most}. */
    int count(String clientId, int most) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT FROM consent WHERE client_id = :client LIMIT :most) AS counted
                """)
                .param("client", clientId)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** How many people allowed one of these clients {@code scope}; looks at no more than {@code most}. */
    int count(Collection<String> clientIds, String scope, int most) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT
                          FROM consent
                         WHERE client_id = ANY (:clients)
                           AND :scope = ANY (scopes)
                         LIMIT :most) AS counted
                """)
                .param("clients", clientIds.toArray(String[]::new))
                .param("scope", scope)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    int removeScope(Collection<String> clientIds, String scope) {
        return jdbc.sql("""
                UPDATE consent
                   SET scopes = array_remove(scopes, CAST(:scope AS text))
                 WHERE client_id = ANY (:clients)
                   AND :scope = ANY (scopes)
                """)
                .param("clients", clientIds.toArray(String[]::new))
                .param("scope", scope)
                .update();
    }

    /** The newest first. */
    Map<String, Consent> list(AccountId account, int limit) {
        var all = new LinkedHashMap<String, Consent>();
        jdbc.sql("""
                SELECT client_id, scopes, granted_at
                  FROM consent
                 WHERE account_id = :account
                 ORDER BY granted_at DESC, client_id
                 LIMIT :limit
                """).param("account", account.value()).param("limit", limit).query(row -> {
            all.put(
                    row.getString("client_id"),
                    new Consent(
                            Set.of((String[]) row.getArray("scopes").getArray()),
                            row.getObject("granted_at", OffsetDateTime.class).toInstant()));
        });
        return all;
    }
}
