package dev.signet.idp.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MailRecipientRepository {

    private final JdbcClient jdbc;

    MailRecipientRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts one more mail, if there were fewer than {@code most} since the window began; a window that began at or
     * before {@code windowStart} is over. One statement, so concurrent senders never exceed the limit together.
     *
     * @return whether it was counted
     */
    boolean count(byte[] code, Instant now, Instant windowStart, int most) {
        return jdbc.sql("""
                        INSERT INTO mail_recipient (code, sent, since)
                        VALUES (:code, 1, :now)
                            ON CONFLICT (code) DO UPDATE
                           SET sent = CASE WHEN mail_recipient.since <= :start THEN 1 ELSE mail_recipient.sent + 1 END,
                               since = CASE WHEN mail_recipient.since <= :start THEN :now ELSE mail_recipient.since END
                         WHERE mail_recipient.since <= :start OR mail_recipient.sent < :most
                        """)
                        .param("code", code)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("start", windowStart.atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Deletes at most {@code limit} counts whose window began before {@code time}. */
    int delete(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM mail_recipient
                 WHERE code IN (SELECT code FROM mail_recipient WHERE since < :time LIMIT :limit FOR UPDATE SKIP LOCKED)
                """)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
