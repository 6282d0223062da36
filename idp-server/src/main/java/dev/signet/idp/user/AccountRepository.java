package dev.signet.idp.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AccountRepository {

    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AccountRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Account> find(AccountId id) {
        return jdbc.sql("""
                SELECT id, email, email_verified, status, claims, created_at, updated_at
                  FROM user_account
                 WHERE id = :id
                """).param("id", id.value()).query(this::account).optional();
    }

    Optional<Account> findByEmail(String normalised) {
        return jdbc.sql("""
                SELECT id, email, email_verified, status, claims, created_at, updated_at
                  FROM user_account
                 WHERE id = (SELECT account_id FROM user_identifier WHERE kind = 'email' AND value = :email)
                """).param("email", normalised).query(this::account).optional();
    }

    /**
     * Inserts those whose e-mail address nobody has yet, and returns their ids.
     *
     * <p>One statement: the primary key of the identifiers decides, also between two callers and between two entries
     * of {@code accounts}, and an account without an identifier is never seen.
     */
    Set<AccountId> insert(Collection<Account> accounts) {
        return jdbc.sql("""
                        WITH incoming AS (
                            SELECT *
                              FROM jsonb_to_recordset(CAST(:accounts AS jsonb)) AS account (
                                   id uuid, email text, identifier text, email_verified boolean, status text,
                                   claims jsonb, created_at timestamptz, updated_at timestamptz)
                        ), identifier AS (
                            INSERT INTO user_identifier (kind, value, account_id)
                            SELECT 'email', identifier, id FROM incoming
                            ON CONFLICT DO NOTHING
                            RETURNING account_id
                        )
                        INSERT INTO user_account (
                            id, email, email_verified, status, claims, created_at, updated_at)
                        SELECT id, email, email_verified, status, claims, created_at, updated_at
                          FROM incoming
                          JOIN identifier ON account_id = id
                        RETURNING id
                        """)
                .param(
                        "accounts",
                        json.writeValueAsString(accounts.stream().map(Row::of).toList()))
                .query((row, _) -> new AccountId(row.getObject("id", UUID.class)))
                .set();
    }

    /**
     * Gives an account another address, if it still has {@code old} and nobody else has the new one.
     *
     * <p>One statement: the primary key of the identifiers decides between two accounts that want the same address,
     * and at no moment has an account none or two.
     */
    boolean changeEmail(AccountId id, EmailAddress old, EmailAddress email, Instant now) {
        return jdbc.sql("""
                        WITH taken AS (
                            INSERT INTO user_identifier (kind, value, account_id)
                            SELECT 'email', :identifier, id FROM user_account WHERE id = :id AND email = :old
                            ON CONFLICT (kind, value) DO UPDATE
                               SET value = excluded.value
                             WHERE user_identifier.account_id = excluded.account_id
                            RETURNING value
                        ), freed AS (
                            DELETE FROM user_identifier i
                             USING taken
                             WHERE i.kind = 'email' AND i.account_id = :id AND i.value <> taken.value
                        )
                        UPDATE user_account
                           SET email = :email, email_verified = true, updated_at = :now
                         WHERE id = :id AND EXISTS (SELECT 1 FROM taken)
                        """)
                        .param("id", id.value())
                        .param("old", old.value())
                        .param("email", email.value())
                        .param("identifier", email.normalised())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In SQL, so that of two changes at once neither undoes the other. Says whether anything is different now. */
    boolean updateClaims(AccountId id, Map<String, ? extends @Nullable Object> changes, Instant now) {
        return jdbc.sql("""
                        UPDATE user_account
                           SET claims = jsonb_strip_nulls(claims || CAST(:changes AS jsonb)), updated_at = :now
                         WHERE id = :id
                           AND claims <> jsonb_strip_nulls(claims || CAST(:changes AS jsonb))
                        """)
                        .param("id", id.value())
                        .param("changes", json.writeValueAsString(changes))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Finds nothing if the address was verified before, or is not the account's any more. */
    boolean verifyEmail(AccountId id, EmailAddress email, Instant now) {
        return jdbc.sql("""
                        UPDATE user_account
                           SET email_verified = true, updated_at = :now
                         WHERE id = :id AND email = :email AND NOT email_verified
                        """)
                        .param("id", id.value())
                        .param("email", email.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Everything that refers to the account goes with it; the audit trail does not refer, it names. */
    boolean delete(AccountId id) {
        return jdbc.sql("DELETE FROM user_account WHERE id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new EmailAddress(row.getString("email")),
                row.getBoolean("email_verified"),
                AccountStatus.of(row.getString("status")),
                Collections.unmodifiableMap(json.readValue(row.getString("claims"), CLAIMS)),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    /** An account in the column names of the statement that inserts it. */
    private record Row(
            UUID id,
            String email,
            String identifier,
            boolean email_verified,
            String status,
            Map<String, Object> claims,
            String created_at,
            String updated_at) {

        static Row of(Account account) {
            return new Row(
                    account.id().value(),
                    account.email().value(),
                    account.email().normalised(),
                    account.emailVerified(),
                    account.status().stored(),
                    account.claims(),
                    account.createdAt().toString(),
                    account.updatedAt().toString());
        }
    }
}
