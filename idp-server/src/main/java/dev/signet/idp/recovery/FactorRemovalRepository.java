package dev.signet.idp.recovery;

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
class FactorRemovalRepository {

    private final JdbcClient jdbc;

    FactorRemovalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the one place that an account has. Of two at once one gets it; one that is over makes room. */
    boolean insert(FactorRemoval removal, Instant now, Instant remindAt) {
        return jdbc.sql("""
                        INSERT INTO factor_removal (account_id, id, started_at, remind_at, ready_at)
                        VALUES (:account, :id, :now, :remindAt, :readyAt)
                            ON CONFLICT (account_id) DO UPDATE
                           SET id = excluded.id,
                               started_at = excluded.started_at,
                               remind_at = excluded.remind_at,
                               ready_at = excluded.ready_at,
                               expires_at = NULL
                         WHERE factor_removal.expires_at <= :now
                        """)
                        .param("account", removal.account().value())
                        .param("id", removal.id())
                        .param("now", utc(now))
                        .param("remindAt", utc(remindAt))
                        .param("readyAt", utc(removal.readyAt()))
                        .update()
                == 1;
    }

    Optional<FactorRemoval> find(AccountId account, Instant now) {
        return jdbc.sql("""
                SELECT id, account_id, ready_at
                  FROM factor_removal
                 WHERE account_id = :account AND (expires_at IS NULL OR expires_at > :now)
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .query(FactorRemovalRepository::removal)
                .optional();
    }

    /** One that can still be cancelled or completed. */
    Optional<FactorRemoval> find(UUID id, Instant now) {
        return jdbc.sql("""
                SELECT id, account_id, ready_at
                  FROM factor_removal
                 WHERE id = :id AND (expires_at IS NULL OR expires_at > :now)
                """)
                .param("id", id)
                .param("now", utc(now))
                .query(FactorRemovalRepository::removal)
                .optional();
    }

    /**
     * Those whose owners are due a second word, each to one caller. From a late one on there is as much time left as if
     * it had been in time.
     */
    List<FactorRemoval> remind(Instant now, int limit) {
        return jdbc.sql("""
                UPDATE factor_removal
                   SET remind_at = NULL,
                       ready_at = greatest(ready_at, CAST(:now AS timestamptz) + (ready_at - remind_at))
                 WHERE account_id IN (SELECT account_id
                                        FROM factor_removal
                                       WHERE remind_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                RETURNING id, account_id, ready_at
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(FactorRemovalRepository::removal)
                .list();
    }

    /** Those whose waiting is over, each to one caller. Nobody gets there whose owner was not reminded. */
    List<FactorRemoval> release(Instant now, Instant expiresAt, int limit) {
        return jdbc.sql("""
                UPDATE factor_removal
                   SET expires_at = :expiresAt
                 WHERE account_id IN (SELECT account_id
                                        FROM factor_removal
                                       WHERE remind_at IS NULL AND expires_at IS NULL AND ready_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                RETURNING id, account_id, ready_at
                """)
                .param("now", utc(now))
                .param("expiresAt", utc(expiresAt))
                .param("limit", limit)
                .query(FactorRemovalRepository::removal)
                .list();
    }

    /** Ends one that is ready. Of those who complete it and those who cancel it one gets it. */
    boolean complete(UUID id, AccountId account, Instant now) {
        return jdbc.sql("DELETE FROM factor_removal WHERE id = :id AND account_id = :account AND expires_at > :now")
                        .param("id", id)
                        .param("account", account.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<FactorRemoval> cancel(AccountId account, Instant now) {
        return jdbc.sql("""
                DELETE FROM factor_removal
                 WHERE account_id = :account AND (expires_at IS NULL OR expires_at > :now)
                RETURNING id, account_id, ready_at
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .query(FactorRemovalRepository::removal)
                .optional();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM factor_removal
                 WHERE account_id IN (SELECT account_id
                                        FROM factor_removal
                                       WHERE expires_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static FactorRemoval removal(ResultSet row, int number) throws SQLException {
        return new FactorRemoval(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("ready_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
