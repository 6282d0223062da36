package dev.signet.idp.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeliveryRepository {

    private final JdbcClient jdbc;

    DeliveryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a payload is bound to. */
    static String row(UUID id) {
        return "delivery/payload/" + id;
    }

    /**
     * A delivery that this node may try until its lease ends.
     *
     * @param attempt which try it is; tells a lease from a later one
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Claimed(
            UUID id,
            byte[] payload,
            @Nullable UUID account,
            @Nullable String clientId,
            int attempt,
            @Nullable Instant notAfter,
            Instant createdAt) {

        @Override
        public String toString() {
            return "Claimed[" + id + ", attempt " + attempt + "]";
        }
    }

    /** How much waits, and since when. */
    record Backlog(long size, @Nullable Instant oldest) {}

    void insert(UUID id, NewDelivery delivery, byte[] payload, Instant now) {
        jdbc.sql("""
                INSERT INTO delivery (
                    id, kind, account_id, client_id, payload, state, attempts, next_attempt_at, not_after, created_at)
                VALUES (:id, :kind, :account, :client, :payload, 'pending', 0, :now, :notAfter, :now)
                """)
                .param("id", id)
                .param("kind", delivery.kind())
                .param("account", delivery.account())
                .param("client", delivery.clientId())
                .param("payload", payload)
                .param("notAfter", delivery.notAfter() == null ? null : utc(delivery.notAfter()))
                .param("now", utc(now))
                .update();
    }

    /**
     * Takes at most {@code limit} deliveries that are due. Concurrent nodes take different ones, and until
     * {@code leaseEnd} nobody else takes these: a claim counts as a try that failed unless it is settled.
     */
    List<Claimed> claim(String kind, Instant now, Instant leaseEnd, int limit) {
        return jdbc.sql("""
                   UPDATE delivery
                      SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                    WHERE id IN (SELECT id
                                   FROM delivery
                                  WHERE kind = :kind
                                    AND state = 'pending'
                                    AND next_attempt_at <= :now
                                  ORDER BY next_attempt_at
                                  LIMIT :limit
                                    FOR UPDATE SKIP LOCKED)
                RETURNING id, payload, account_id, client_id, attempts, not_after, created_at
                """)
                .param("kind", kind)
                .param("now", utc(now))
                .param("leaseEnd", utc(leaseEnd))
                .param("limit", limit)
                .query(DeliveryRepository::claimed)
                .list();
    }

    /** It arrived, even if the lease ran out meanwhile: then this keeps others from trying again. */
    int delivered(UUID id, Instant now) {
        return jdbc.sql("""
                UPDATE delivery
                   SET state = 'delivered', settled_at = :now, next_attempt_at = NULL, payload = NULL, last_error = NULL
                 WHERE id = :id AND state = 'pending'
                """).param("id", id).param("now", utc(now)).update();
    }

    int delete(UUID id) {
        return jdbc.sql("DELETE FROM delivery WHERE id = :id").param("id", id).update();
    }

    /** Finds nothing if the lease ran out and somebody else took it. */
    int retry(UUID id, int attempt, String reason, Instant next) {
        return jdbc.sql("""
                UPDATE delivery
                   SET next_attempt_at = :next, last_error = :reason
                 WHERE id = :id AND state = 'pending' AND attempts = :attempt
                """)
                .param("id", id)
                .param("attempt", attempt)
                .param("reason", reason)
                .param("next", utc(next))
                .update();
    }

    /** Finds nothing if the lease ran out and somebody else took it. */
    int failed(UUID id, int attempt, String reason, Instant now) {
        return jdbc.sql("""
                UPDATE delivery
                   SET state = 'failed', settled_at = :now, next_attempt_at = NULL, payload = NULL, last_error = :reason
                 WHERE id = :id AND state = 'pending' AND attempts = :attempt
                """)
                .param("id", id)
                .param("attempt", attempt)
                .param("reason", reason)
                .param("now", utc(now))
                .update();
    }

    int cancel(UUID id, Instant now) {
        return jdbc.sql("""
                UPDATE delivery
                   SET state = 'cancelled', settled_at = :now, next_attempt_at = NULL, payload = NULL
                 WHERE id = :id AND state = 'pending'
                """).param("id", id).param("now", utc(now)).update();
    }

    List<ListedDelivery> list(DeliveryFilter filter, int limit) {
        return jdbc.sql("""
                SELECT id, kind, account_id, client_id, state, attempts, next_attempt_at, last_error, created_at, settled_at
                  FROM delivery
                 WHERE (CAST(:kind AS text) IS NULL OR kind = :kind)
                   AND (CAST(:account AS uuid) IS NULL OR account_id = :account)
                   AND (CAST(:client AS text) IS NULL OR client_id = :client)
                   AND (CAST(:state AS text) IS NULL OR state = :state)
                   AND (CAST(:before AS uuid) IS NULL
                        OR (created_at, id) < (SELECT created_at, id FROM delivery WHERE id = :before))
                 ORDER BY created_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("kind", filter.kind())
                .param("account", filter.account())
                .param("client", filter.clientId())
                .param("state", filter.state() == null ? null : filter.state().stored())
                .param("before", filter.before())
                .param("limit", limit)
                .query(DeliveryRepository::listed)
                .list();
    }

    /** What waits, and what was given up since {@code since}. Each of the two has an index of its own. */
    List<OutboxHealth.Kind> health(Instant since) {
        return jdbc.sql("""
                SELECT kind,
                       count(*) FILTER (WHERE state = 'pending') AS waiting,
                       min(created_at) FILTER (WHERE state = 'pending') AS oldest,
                       count(*) FILTER (WHERE state = 'pending' AND last_error IS NOT NULL) AS retried,
                       count(*) FILTER (WHERE state = 'failed') AS failed,
                       (array_agg(last_error ORDER BY created_at DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS error
                  FROM (SELECT kind, state, created_at, last_error FROM delivery WHERE state = 'pending'
                         UNION ALL
                        SELECT kind, state, created_at, last_error
                          FROM delivery
                         WHERE state = 'failed' AND settled_at >= :since) AS troubled
                 GROUP BY kind
                 ORDER BY kind
                """)
                .param("since", utc(since))
                .query((row, _) -> new OutboxHealth.Kind(
                        row.getString("kind"),
                        row.getLong("waiting"),
                        instant(row, "oldest"),
                        row.getLong("retried"),
                        row.getLong("failed"),
                        row.getString("error")))
                .list();
    }

    Backlog backlog(String kind) {
        return jdbc.sql(
                        "SELECT count(*), min(created_at) AS oldest FROM delivery WHERE kind = :kind AND state = 'pending'")
                .param("kind", kind)
                .query((row, _) -> new Backlog(row.getLong("count"), instant(row, "oldest")))
                .single();
    }

    /** Deletes at most {@code limit} deliveries that came to their end before {@code time}. */
    int deleteSettled(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM delivery
                 WHERE id IN (SELECT id
                                FROM delivery
                               WHERE settled_at < :time
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getBytes("payload"),
                row.getObject("account_id", UUID.class),
                row.getString("client_id"),
                row.getInt("attempts"),
                instant(row, "not_after"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static ListedDelivery listed(ResultSet row, int number) throws SQLException {
        return new ListedDelivery(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("account_id", UUID.class),
                row.getString("client_id"),
                DeliveryState.of(row.getString("state")),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getString("last_error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "settled_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
