package dev.signet.idp.password;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PasswordRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PasswordRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<PasswordHash> find(AccountId account) {
        return jdbc.sql("SELECT hash FROM password WHERE account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .optional()
                .map(PasswordHash::new);
    }

    void put(AccountId account, PasswordHash hash, Instant now) {
        jdbc.sql("""
                INSERT INTO password (account_id, hash, changed_at)
                VALUES (:account, :hash, :now)
                ON CONFLICT (account_id) DO UPDATE
                   SET hash = excluded.hash, changed_at = excluded.changed_at
                """)
                .param("account", account.value())
                .param("hash", hash.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isFromBefore(AccountId account, Instant time) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM password WHERE account_id = :account AND changed_at <= :time)")
                .param("account", account.value())
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    Optional<Instant> changedAt(AccountId account) {
        return jdbc.sql("SELECT changed_at FROM password WHERE account_id = :account")
                .param("account", account.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    int delete(AccountId account) {
        return jdbc.sql("DELETE FROM password WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    /** The password of an account and those before it, the latest first, at most {@code limit}. */
    List<PasswordHash> latest(AccountId account, int limit) {
        return jdbc.sql("""
                (SELECT hash, 'infinity'::timestamptz AS replaced_at FROM password WHERE account_id = :account)
                UNION ALL
                (SELECT hash, replaced_at FROM password_history WHERE account_id = :account)
                ORDER BY replaced_at DESC
                LIMIT :limit
                """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, _) -> new PasswordHash(row.getString("hash")))
                .list();
    }

    /** Puts the password that the account has now among the old ones. */
    void keepOld(AccountId account, Instant now) {
        jdbc.sql("""
                INSERT INTO password_history (id, account_id, hash, replaced_at)
                SELECT gen_random_uuid(), account_id, hash, :now FROM password WHERE account_id = :account
                """)
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Leaves the latest {@code kept} of the old passwords. */
    void forgetOld(AccountId account, int kept) {
        jdbc.sql("""
                DELETE FROM password_history
                 WHERE id IN (SELECT id
                                FROM password_history
                               WHERE account_id = :account
                               ORDER BY replaced_at DESC, id
                              OFFSET :kept)
                """).param("account", account.value()).param("kept", kept).update();
    }

    /** The first passwords of many accounts. */
    void insert(Map<AccountId, PasswordHash> hashes, Instant now) {
        var rows = hashes.entrySet().stream()
                .map(entry -> new Row(entry.getKey().value(), entry.getValue().value()))
                .toList();
        jdbc.sql("""
                INSERT INTO password (account_id, hash, changed_at)
                SELECT account_id, hash, :now
                  FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (account_id uuid, hash text)
                """)
                .param("rows", json.writeValueAsString(rows))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The same password under another hash. Does nothing if the password was changed in the meantime, which the old
     * hash tells.
     */
    void rehash(AccountId account, PasswordHash old, PasswordHash renewed) {
        jdbc.sql("UPDATE password SET hash = :renewed WHERE account_id = :account AND hash = :old")
                .param("account", account.value())
                .param("old", old.value())
                .param("renewed", renewed.value())
                .update();
    }

    private record Row(UUID account_id, String hash) {

        @Override
        public String toString() {
            return "Row[redacted]";
        }
    }
}
