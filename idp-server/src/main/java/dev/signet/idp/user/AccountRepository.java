package dev.signet.idp.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

    /** The same, if nobody changed the account since {@code seen}. */
    boolean updateClaims(AccountId id, Map<String, Object> claims, Instant seen, Instant now) {
        return jdbc.sql("""
                        UPDATE user_account
                           SET claims = CAST(:claims AS jsonb), updated_at = :now
                         WHERE id = :id AND updated_at = :seen
                        """)
                        .param("id", id.value())
                        .param("claims", json.writeValueAsString(claims))
                        .param("seen", seen.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Returns the status that the account had; empty if it has {@code status} already, or is gone. */
    Optional<AccountStatus> updateStatus(AccountId id, AccountStatus status) {
        return jdbc.sql("""
                UPDATE user_account a
                   SET status = :status
                  FROM (SELECT id, status FROM user_account WHERE id = :id FOR UPDATE) before
                 WHERE a.id = before.id AND before.status <> :status
                RETURNING before.status
                """)
                .param("id", id.value())
                .param("status", status.stored())
                .query((row, _) -> AccountStatus.of(row.getString("status")))
                .optional();
    }

    /** In the order of their addresses, from behind {@code after}. */
    List<Account> page(Position after, int limit) {
        return jdbc.sql("""
                SELECT id, email, email_verified, status, claims, created_at, updated_at
                  FROM user_identifier i
                  JOIN user_account a ON a.id = i.account_id
                 WHERE i.kind = 'email'
                   AND (i.value COLLATE "C", i.account_id) > (:term, :id)
                 ORDER BY i.value COLLATE "C", i.account_id
                 LIMIT :limit
                """)
                .param("term", after.term())
                .param("id", after.id())
                .param("limit", limit)
                .query(this::account)
                .list();
    }

    /**
     * Those whose address, name or family name lies in {@code range}, from behind {@code after}. Each branch reads its
     * index from there on and stops; whoever fits several times is found in the first one only, so that nobody comes
     * twice.
     */
    List<Account> search(TermRange range, Position after, int limit) {
        return jdbc.sql("""
                WITH found AS (
                    (SELECT value COLLATE "C" AS term, account_id
                       FROM user_identifier
                      WHERE kind = 'email'
                        AND value COLLATE "C" BETWEEN :email AND :emailEnd
                        AND (value COLLATE "C", account_id) > (:term, :id)
                      ORDER BY value COLLATE "C", account_id
                      LIMIT :limit)
                    UNION ALL
                    (SELECT lower(claims ->> 'name') COLLATE "C", id
                       FROM user_account a
                      WHERE lower(claims ->> 'name') COLLATE "C" BETWEEN :name AND :nameEnd
                        AND (lower(claims ->> 'name') COLLATE "C", id) > (:term, :id)
                        AND NOT EXISTS (SELECT FROM user_identifier i
                                         WHERE i.account_id = a.id
                                           AND i.value COLLATE "C" BETWEEN :email AND :emailEnd)
                      ORDER BY lower(claims ->> 'name') COLLATE "C", id
                      LIMIT :limit)
                    UNION ALL
                    (SELECT lower(claims ->> 'family_name') COLLATE "C", id
                       FROM user_account a
                      WHERE lower(claims ->> 'family_name') COLLATE "C" BETWEEN :name AND :nameEnd
                        AND (lower(claims ->> 'family_name') COLLATE "C", id) > (:term, :id)
                        AND coalesce(lower(claims ->> 'name') COLLATE "C" NOT BETWEEN :name AND :nameEnd, true)
                        AND NOT EXISTS (SELECT FROM user_identifier i
                                         WHERE i.account_id = a.id
                                           AND i.value COLLATE "C" BETWEEN :email AND :emailEnd)
                      ORDER BY lower(claims ->> 'family_name') COLLATE "C", id
                      LIMIT :limit)
                )
                SELECT id, email, email_verified, status, claims, created_at, updated_at
                  FROM found
                  JOIN user_account ON id = account_id
                 ORDER BY term, id
                 LIMIT :limit
                """)
                .param("email", range.email())
                .param("emailEnd", range.emailEnd())
                .param("name", range.name())
                .param("nameEnd", range.nameEnd())
                .param("term", after.term())
                .param("id", after.id())
                .param("limit", limit)
                .query(this::account)
                .list();
    }

    /** Where {@code id} stands in what {@link #search} finds; empty if it is not there. */
    Optional<Position> position(TermRange range, UUID id) {
        return jdbc.sql("""
                SELECT CASE WHEN i.value COLLATE "C" BETWEEN :email AND :emailEnd THEN i.value
                            WHEN lower(claims ->> 'name') COLLATE "C" BETWEEN :name AND :nameEnd
                            THEN lower(claims ->> 'name')
                            ELSE lower(claims ->> 'family_name')
                       END AS term
                  FROM user_account a
                  JOIN user_identifier i ON i.account_id = a.id AND i.kind = 'email'
                 WHERE a.id = :id
                """)
                .param("email", range.email())
                .param("emailEnd", range.emailEnd())
                .param("name", range.name())
                .param("nameEnd", range.nameEnd())
                .param("id", id)
                .query((row, _) -> Optional.ofNullable(row.getString("term")).map(it -> new Position(it, id)))
                .optional()
                .flatMap(it -> it);
    }

    /** A place in a list that is ordered by a term and then by id. */
    record Position(String term, UUID id) {

        static final Position START = new Position("", new UUID(0, 0));
    }

    /** What a search is for: addresses and names from one text to another, both included. */
    record TermRange(String email, String emailEnd, String name, String nameEnd) {

        /** Behind everything that begins with what stands before it, in the order of bytes. */
        private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

        static final TermRange ALL = new TermRange("", LAST, "", LAST);

        static TermRange exactly(String text) {
            var email = EmailAddress.normalised(text);
            var name = text.toLowerCase(Locale.ROOT);
            return new TermRange(email, email, name, name);
        }

        static TermRange startingWith(String text) {
            var exact = exactly(text);
            return new TermRange(exact.email, exact.email + LAST, exact.name, exact.name + LAST);
        }
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
