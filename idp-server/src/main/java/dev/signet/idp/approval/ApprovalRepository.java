package dev.signet.idp.approval;

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
class ApprovalRepository {

    private static final String COLUMNS = "id, action, account_id, requested_by, requested_at, expires_at";

    private final JdbcClient jdbc;

    ApprovalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the same waits already. One that expired makes room. */
    boolean insert(ApprovalRequest request) {
        return jdbc.sql("""
                        INSERT INTO approval_request (id, action, account_id, requested_by, requested_at, expires_at)
                        VALUES (:id, :action, :account, :by, :at, :expires)
                            ON CONFLICT (account_id, action) DO UPDATE
                           SET id = excluded.id, requested_by = excluded.requested_by,
                               requested_at = excluded.requested_at, expires_at = excluded.expires_at
                         WHERE approval_request.expires_at <= :at
                        """)
                        .param("id", request.id())
                        .param("action", request.action())
                        .param("account", request.account().value())
                        .param("by", request.by().value())
                        .param("at", utc(request.at()))
                        .param("expires", utc(request.expiresAt()))
                        .update()
                == 1;
    }

    /** Those that can still be decided, the oldest first. */
    List<ApprovalRequest> list(Instant now, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                  FROM approval_request
                 WHERE expires_at > :now
                 ORDER BY requested_at, id
                 LIMIT :limit
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(ApprovalRepository::request)
                .list();
    }

    Optional<ApprovalRequest> find(UUID id, Instant now) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM approval_request WHERE id = :id AND expires_at > :now")
                .param("id", id)
                .param("now", utc(now))
                .query(ApprovalRepository::request)
                .optional();
    }

    /** Uses a request up, for somebody who neither asked nor is it about. Of two who do so at once, one gets it. */
    Optional<ApprovalRequest> take(UUID id, AccountId by, Instant now) {
        return jdbc.sql("""
                   DELETE FROM approval_request
                    WHERE id = :id AND expires_at > :now AND requested_by <> :by AND account_id <> :by
                RETURNING id, action, account_id, requested_by, requested_at, expires_at
                """)
                .param("id", id)
                .param("by", by.value())
                .param("now", utc(now))
                .query(ApprovalRepository::request)
                .optional();
    }

    /** Takes a request back, for whoever asked. */
    Optional<ApprovalRequest> withdraw(UUID id, AccountId by, Instant now) {
        return jdbc.sql("""
                   DELETE FROM approval_request
                    WHERE id = :id AND expires_at > :now AND requested_by = :by
                RETURNING id, action, account_id, requested_by, requested_at, expires_at
                """)
                .param("id", id)
                .param("by", by.value())
                .param("now", utc(now))
                .query(ApprovalRepository::request)
                .optional();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM approval_request
                 WHERE id IN (SELECT id FROM approval_request WHERE expires_at <= :now LIMIT :limit)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static ApprovalRequest request(ResultSet row, int number) throws SQLException {
        return new ApprovalRequest(
                row.getObject("id", UUID.class),
                row.getString("action"),
                new AccountId(row.getObject("account_id", UUID.class)),
                new AccountId(row.getObject("requested_by", UUID.class)),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
