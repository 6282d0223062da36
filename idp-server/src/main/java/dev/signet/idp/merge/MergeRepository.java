package dev.signet.idp.merge;

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
import tools.jackson.databind.json.JsonMapper;

@Repository
class MergeRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MergeRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Makes others who decide about either account wait. In the order of their ids, so that two that cross do not lock up. */
    void lock(AccountId one, AccountId other) {
        jdbc.sql("SELECT id FROM user_account WHERE id IN (:one, :other) ORDER BY id FOR UPDATE")
                .param("one", one.value())
                .param("other", other.value())
                .query(UUID.class)
                .list();
    }

    void insert(Merge merge) {
        jdbc.sql("""
                INSERT INTO account_merge (id, kept_id, closed_id, moved, merged_at, undo_until)
                VALUES (:id, :kept, :closed, CAST(:moved AS jsonb), :at, :until)
                """)
                .param("id", merge.id())
                .param("kept", merge.kept() == null ? null : merge.kept().value())
                .param("closed", merge.closed().value())
                .param("moved", json.writeValueAsString(merge.moved()))
                .param("at", utc(merge.mergedAt()))
                .param("until", utc(merge.undoUntil()))
                .update();
    }

    Optional<Merge> find(UUID id, Instant now) {
        return jdbc.sql("""
                SELECT id, kept_id, closed_id, moved, merged_at, undo_until
                  FROM account_merge
                 WHERE id = :id AND undo_until > :now
                """)
                .param("id", id)
                .param("now", utc(now))
                .query(this::merge)
                .optional();
    }

    /** Those that either account is part of and that can be undone, the newest first. */
    List<Merge> list(AccountId account, Instant now) {
        return jdbc.sql("""
                SELECT id, kept_id, closed_id, moved, merged_at, undo_until
                  FROM account_merge
                 WHERE (kept_id = :account OR closed_id = :account) AND undo_until > :now
                 ORDER BY merged_at DESC, id
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .query(this::merge)
                .list();
    }

    /** @return whether this call took it out; of two at the same moment one does */
    boolean delete(UUID id) {
        return jdbc.sql("DELETE FROM account_merge WHERE id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Those that cannot be undone any more; concurrent sweepers take different ones. */
    List<Merge> due(Instant now, int limit) {
        return jdbc.sql("""
                SELECT id, kept_id, closed_id, moved, merged_at, undo_until
                  FROM account_merge
                 WHERE undo_until <= :now
                 ORDER BY undo_until
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(this::merge)
                .list();
    }

    private Merge merge(ResultSet row, int number) throws SQLException {
        var kept = row.getObject("kept_id", UUID.class);
        return new Merge(
                row.getObject("id", UUID.class),
                kept == null ? null : new AccountId(kept),
                new AccountId(row.getObject("closed_id", UUID.class)),
                json.readValue(row.getString("moved"), Moved.class),
                row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                row.getObject("undo_until", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
