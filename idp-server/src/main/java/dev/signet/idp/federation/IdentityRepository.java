package dev.signet.idp.federation;

import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IdentityRepository {

    private final JdbcClient jdbc;

    IdentityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LinkedIdentity> find(String issuer, String subject) {
        return jdbc.sql("""
                SELECT id, account_id, issuer, provider_id, label, linked_at, last_used_at
                  FROM upstream_identity
                 WHERE issuer = :issuer AND subject = :subject
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query(IdentityRepository::identity)
                .optional();
    }

    /** The oldest first. */
    List<LinkedIdentity> list(AccountId account) {
        return jdbc.sql("""
                SELECT id, account_id, issuer, provider_id, label, linked_at, last_used_at
                  FROM upstream_identity
                 WHERE account_id = :account
                 ORDER BY linked_at, id
                """)
                .param("account", account.value())
                .query(IdentityRepository::identity)
                .list();
    }

    /** @return false if it is linked already; of two at the same moment one links it, and the other waits to hear so */
    boolean insert(AccountId account, UpstreamIdentity identity, Instant now) {
        return jdbc.sql("""
                        INSERT INTO upstream_identity (
                            id, issuer, subject, account_id, provider_id, label, linked_at, last_used_at)
                        VALUES (:id, :issuer, :subject, :account, :provider, :label, :now, :now)
                            ON CONFLICT (issuer, subject) DO NOTHING
                        """)
                        .param("id", UUID.randomUUID())
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("account", account.value())
                        .param("provider", identity.provider())
                        .param("label", identity.label())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Notes a sign-in, and by what name the person goes there now. */
    void markUsed(UUID id, String label, Instant now) {
        jdbc.sql("UPDATE upstream_identity SET last_used_at = :now, label = :label WHERE id = :id")
                .param("id", id)
                .param("label", label)
                .param("now", utc(now))
                .update();
    }

    Optional<LinkedIdentity> delete(AccountId account, UUID id) {
        return jdbc.sql("""
                DELETE FROM upstream_identity
                 WHERE account_id = :account AND id = :id
                RETURNING id, account_id, issuer, provider_id, label, linked_at, last_used_at
                """)
                .param("account", account.value())
                .param("id", id)
                .query(IdentityRepository::identity)
                .optional();
    }

    List<UUID> moveAll(AccountId from, AccountId to) {
        return jdbc.sql("UPDATE upstream_identity SET account_id = :to WHERE account_id = :from RETURNING id")
                .param("from", from.value())
                .param("to", to.value())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    void move(List<UUID> ids, AccountId from, AccountId to) {
        jdbc.sql("UPDATE upstream_identity SET account_id = :to WHERE account_id = :from AND id = ANY (:ids)")
                .param("from", from.value())
                .param("to", to.value())
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** Makes others who decide about {@code account} wait for the end of this transaction. */
    void lock(AccountId account) {
        jdbc.sql("SELECT id FROM user_account WHERE id = :account FOR UPDATE")
                .param("account", account.value())
                .query(UUID.class)
                .optional();
    }

    /** Those who hold a role here and are somebody at {@code issuer}. */
    List<AccountId> withRoles(String issuer) {
        return jdbc.sql("""
                SELECT DISTINCT i.account_id
                  FROM role_assignment r
                  JOIN upstream_identity i ON i.account_id = r.account_id
                 WHERE i.issuer = :issuer
                """)
                .param("issuer", issuer)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    /** How many accounts are linked with the provider. */
    int countLinked(String provider) {
        return jdbc.sql("SELECT count(DISTINCT account_id) FROM upstream_identity WHERE provider_id = :provider")
                .param("provider", provider)
                .query(Integer.class)
                .single();
    }

    /**
     * Some of those who would have no way in without it: no password, no passkey, and no other provider that is enabled.
     */
    List<AccountId> stranded(String provider, int limit) {
        return jdbc.sql("""
                SELECT DISTINCT i.account_id
                  FROM upstream_identity i
                 WHERE i.provider_id = :provider
                   AND NOT EXISTS (SELECT 1 FROM password p WHERE p.account_id = i.account_id)
                   AND NOT EXISTS (SELECT 1
                                     FROM authenticator a
                                    WHERE a.account_id = i.account_id AND a.kind = 'passkey')
                   AND NOT EXISTS (SELECT 1
                                     FROM upstream_identity o
                                     JOIN identity_provider p ON p.id = o.provider_id AND p.enabled
                                    WHERE o.account_id = i.account_id AND o.provider_id <> :provider)
                 LIMIT :limit
                """)
                .param("provider", provider)
                .param("limit", limit)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    private static LinkedIdentity identity(ResultSet row, int number) throws SQLException {
        var lastUsedAt = row.getObject("last_used_at", OffsetDateTime.class);
        return new LinkedIdentity(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("issuer"),
                row.getString("provider_id"),
                row.getString("label"),
                row.getObject("linked_at", OffsetDateTime.class).toInstant(),
                lastUsedAt == null ? null : lastUsedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
