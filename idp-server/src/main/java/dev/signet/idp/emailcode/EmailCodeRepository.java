package dev.signet.idp.emailcode;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EmailCodeRepository {

    private final JdbcClient jdbc;

    EmailCodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes others who ask for a code of {@code account} wait for the end of this transaction. */
    void lock(AccountId account) {
        jdbc.sql("SELECT id FROM user_account WHERE id = :account FOR UPDATE")
                .param("account", account.value())
                .query(UUID.class)
                .optional();
    }

    int countSince(AccountId account, Instant since) {
        return jdbc.sql("SELECT count(*) FROM email_code WHERE account_id = :account AND sent_at > :since")
                .param("account", account.value())
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    void insert(UUID id, AccountId account, byte[] mac, Instant now) {
        jdbc.sql("INSERT INTO email_code (id, account_id, mac, sent_at) VALUES (:id, :account, :mac, :now)")
                .param("id", id)
                .param("account", account.value())
                .param("mac", mac)
                .param("now", utc(now))
                .update();
    }

    /** Counts a try before it is made. Empty if the code is somebody else's, used, tried too often, or sent before. */
    Optional<byte[]> countTry(UUID id, AccountId account, Instant sentAfter, int mostTries) {
        return jdbc.sql("""
                   UPDATE email_code
                      SET tries = tries + 1
                    WHERE id = :id
                      AND account_id = :account
                      AND used_at IS NULL
                      AND sent_at > :sentAfter
                      AND tries < :mostTries
                RETURNING mac
                """)
                .param("id", id)
                .param("account", account.value())
                .param("sentAfter", utc(sentAfter))
                .param("mostTries", mostTries)
                .query(byte[].class)
                .optional();
    }

    /** @return whether this call used it up; of two at the same moment one does */
    boolean use(UUID id, Instant now) {
        return jdbc.sql("UPDATE email_code SET used_at = :now WHERE id = :id AND used_at IS NULL")
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    int deleteSentBefore(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM email_code
                 WHERE id IN (SELECT id
                                FROM email_code
                               WHERE sent_at <= :time
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
