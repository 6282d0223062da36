package dev.signet.idp.authenticator;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every statement names the owner, so that nobody reaches another person's row by its id. */
@Repository
class AuthenticatorRepository {

    private final JdbcClient jdbc;

    AuthenticatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a row unless {@code account} has {@code most} already; {@link #lock} first, so that two cannot slip in. */
    boolean insert(AccountId account, UUID id, Kind kind, String name, Instant now, int most) {
        return jdbc.sql("""
                        INSERT INTO authenticator (id, account_id, kind, name, created_at)
                        SELECT :id, a.id, :kind, :name, :now
                          FROM user_account a
                         WHERE a.id = :account
                           AND (SELECT count(*) FROM authenticator WHERE account_id = :account) < :most
                        """)
                        .param("id", id)
                        .param("account", account.value())
                        .param("kind", kind.code())
                        .param("name", name)
                        .param("now", utc(now))
                        .param("most", most)
                        .update()
                == 1;
    }

    List<Authenticator> list(AccountId account) {
        return jdbc.sql("""
                SELECT id, kind, name, created_at, last_used_at
                  FROM authenticator
                 WHERE account_id = :account
                 ORDER BY created_at, id
                """)
                .param("account", account.value())
                .query(AuthenticatorRepository::authenticator)
                .list();
    }

    Set<Kind> kinds(AccountId account) {
        return jdbc.sql("SELECT DISTINCT kind FROM authenticator WHERE account_id = :account")
                .param("account", account.value())
                .query((row, _) -> Kind.of(row.getString("kind")))
                .set();
    }

    Optional<Authenticator> find(AccountId account, UUID id) {
        return jdbc.sql("""
                SELECT id, kind, name, created_at, last_used_at
                  FROM authenticator
                 WHERE account_id = :account AND id = :id
                """)
                .param("account", account.value())
                .param("id", id)
                .query(AuthenticatorRepository::authenticator)
                .optional();
    }

    List<UUID> moveAll(AccountId from, AccountId to, Kind kind) {
        return jdbc.sql("""
                UPDATE authenticator
                   SET account_id = :to
                 WHERE account_id = :from AND kind = :kind
                RETURNING id
                """)
                .param("from", from.value())
                .param("to", to.value())
                .param("kind", kind.code())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    void move(List<UUID> ids, AccountId from, AccountId to) {
        jdbc.sql("UPDATE authenticator SET account_id = :to WHERE account_id = :from AND id = ANY (:ids)")
                .param("from", from.value())
                .param("to", to.value())
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    Optional<Authenticator> rename(AccountId account, UUID id, String name) {
        return jdbc.sql("""
                UPDATE authenticator
                   SET name = :name
                 WHERE account_id = :account AND id = :id
                RETURNING id, kind, name, created_at, last_used_at
                """)
                .param("account", account.value())
                .param("id", id)
                .param("name", name)
                .query(AuthenticatorRepository::authenticator)
                .optional();
    }

    Optional<Authenticator> delete(AccountId account, UUID id) {
        return jdbc.sql("""
                DELETE FROM authenticator
                 WHERE account_id = :account AND id = :id
                RETURNING id, kind, name, created_at, last_used_at
                """)
                .param("account", account.value())
                .param("id", id)
                .query(AuthenticatorRepository::authenticator)
                .optional();
    }

    /** Makes others who change {@code account}'s authenticators wait for the end of this transaction. */
    void lock(AccountId account) {
        jdbc.sql("SELECT id FROM user_account WHERE id = :account FOR UPDATE")
                .param("account", account.value())
                .query(UUID.class)
                .optional();
    }

    List<Authenticator> deleteSince(AccountId account, Instant since) {
        return jdbc.sql("""
                DELETE FROM authenticator
                 WHERE account_id = :account AND created_at >= :since
                RETURNING id, kind, name, created_at, last_used_at
                """)
                .param("account", account.value())
                .param("since", utc(since))
                .query(AuthenticatorRepository::authenticator)
                .list();
    }

    List<Authenticator> deleteAll(AccountId account, Kind kind) {
        return jdbc.sql("""
                DELETE FROM authenticator
                 WHERE account_id = :account AND kind = :kind
                RETURNING id, kind, name, created_at, last_used_at
                """)
                .param("account", account.value())
                .param("kind", kind.code())
                .query(AuthenticatorRepository::authenticator)
                .list();
    }

    List<Authenticator> deleteAll(AccountId account) {
        return jdbc.sql("""
                DELETE FROM authenticator
                 WHERE account_id = :account
                RETURNING id, kind, name, created_at, last_used_at
                """)
                .param("account", account.value())
                .query(AuthenticatorRepository::authenticator)
                .list();
    }

    void markUsed(AccountId account, UUID id, Instant now) {
        jdbc.sql("UPDATE authenticator SET last_used_at = :now WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    private static Authenticator authenticator(ResultSet row, int number) throws SQLException {
        var lastUsedAt = row.getObject("last_used_at", OffsetDateTime.class);
        return new Authenticator(
                row.getObject("id", UUID.class),
                Kind.of(row.getString("kind")),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastUsedAt == null ? null : lastUsedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
