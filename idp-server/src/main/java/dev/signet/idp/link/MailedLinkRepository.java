package dev.signet.idp.link;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MailedLinkRepository {

    private final JdbcClient jdbc;

    MailedLinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is kept of a link. */
    @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
    record Row(@Nullable AccountId account, byte[] data) {

        @Override
        public String toString() {
            return "Row[redacted]";
        }
    }

    /** Puts a link into the place of an earlier one. One statement, so of two concurrent links one stays. */
    void put(
            TokenHash token,
            String purpose,
            @Nullable AccountId account,
            byte[] subject,
            byte[] data,
            Instant now,
            Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO mailed_link (purpose, subject, token_hash, account_id, data, created_at, expires_at)
                VALUES (:purpose, :subject, :token, :account, :data, :now, :expires)
                    ON CONFLICT (purpose, subject) DO UPDATE
                   SET token_hash = excluded.token_hash,
                       account_id = excluded.account_id,
                       data = excluded.data,
                       created_at = excluded.created_at,
                       expires_at = excluded.expires_at,
                       used_at = NULL
                """)
                .param("purpose", purpose)
                .param("subject", subject)
                .param("token", token.bytes())
                .param("account", account == null ? null : account.value())
                .param("data", data)
                .param("now", utc(now))
                .param("expires", utc(expiresAt))
                .update();
    }

    Optional<Row> find(TokenHash token, String purpose, Instant now) {
        return jdbc.sql("""
                SELECT account_id, data
                  FROM mailed_link
                 WHERE token_hash = :token AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
                """)
                .param("token", token.bytes())
                .param("purpose", purpose)
                .param("now", utc(now))
                .query(MailedLinkRepository::row)
                .optional();
    }

    /** Of two callers exactly one gets it: the second waits for the first and finds it used. */
    Optional<Row> use(TokenHash token, String purpose, Instant now) {
        return jdbc.sql("""
                   UPDATE mailed_link
                      SET used_at = :now
                    WHERE token_hash = :token AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
                RETURNING account_id, data
                """)
                .param("token", token.bytes())
                .param("purpose", purpose)
                .param("now", utc(now))
                .query(MailedLinkRepository::row)
                .optional();
    }

    boolean isOut(String purpose, byte[] subject, Instant now) {
        return jdbc.sql("""
                SELECT EXISTS (
                    SELECT 1
                      FROM mailed_link
                     WHERE purpose = :purpose AND subject = :subject AND used_at IS NULL AND expires_at > :now)
                """)
                .param("purpose", purpose)
                .param("subject", subject)
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    Optional<TokenHash> outstanding(String purpose, byte[] subject, Instant now) {
        return jdbc.sql("""
                SELECT token_hash
                  FROM mailed_link
                 WHERE purpose = :purpose AND subject = :subject AND used_at IS NULL AND expires_at > :now
                """)
                .param("purpose", purpose)
                .param("subject", subject)
                .param("now", utc(now))
                .query(byte[].class)
                .optional()
                .map(it -> new TokenHash(HexFormat.of().formatHex(it)));
    }

    void end(String purpose, byte[] subject, Instant now) {
        jdbc.sql("""
                UPDATE mailed_link
                   SET used_at = :now
                 WHERE purpose = :purpose AND subject = :subject AND used_at IS NULL
                """)
                .param("purpose", purpose)
                .param("subject", subject)
                .param("now", utc(now))
                .update();
    }

    int revokeAll(AccountId account, Instant now) {
        return jdbc.sql("""
                UPDATE mailed_link
                   SET used_at = :now
                 WHERE account_id = :account AND used_at IS NULL AND expires_at > :now
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .update();
    }

    int revokeAll(AccountId account, String purpose, Instant now) {
        return jdbc.sql("""
                UPDATE mailed_link
                   SET used_at = :now
                 WHERE account_id = :account AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
                """)
                .param("account", account.value())
                .param("purpose", purpose)
                .param("now", utc(now))
                .update();
    }

    /** Deletes at most {@code limit} links that expired before {@code time}. */
    int deleteExpired(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM mailed_link
                 WHERE token_hash IN (SELECT token_hash
                                        FROM mailed_link
                                       WHERE expires_at < :time
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var account = row.getObject("account_id", UUID.class);
        return new Row(account == null ? null : new AccountId(account), row.getBytes("data"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
