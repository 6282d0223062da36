package dev.signet.idp.detection;

import dev.signet.idp.audit.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AlertRepository {

    private static final String COLUMNS = """
            SELECT id, kind, account_id, host(address) AS address, client_id, number, first_at, last_at, example_at,
                   example_id, acknowledged_at, acknowledged_by, note
              FROM alert
            """;

    private final JdbcClient jdbc;

    AlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was not known yet. As long as nobody looked at an alert, it grows and there is no second one. */
    boolean raise(UUID id, Suspicion suspicion) {
        var at = utc(suspicion.example().at());
        return jdbc.sql("""
                INSERT INTO alert (
                    id, kind, key, account_id, address, client_id, number, first_at, last_at, example_at, example_id)
                VALUES (
                    :id, :kind, :key, :account, CAST(:address AS inet), :client, :number, :at, :at, :at, :example)
                    ON CONFLICT (kind, key) WHERE acknowledged_at IS NULL
                    DO UPDATE SET number = greatest(alert.number, excluded.number),
                                  last_at = greatest(alert.last_at, excluded.last_at)
                RETURNING id = :id AS is_new
                """)
                .param("id", id)
                .param("kind", suspicion.kind().value())
                .param("key", suspicion.key())
                .param("account", suspicion.account())
                .param("address", suspicion.address())
                .param("client", suspicion.clientId())
                .param("number", suspicion.number())
                .param("at", at)
                .param("example", suspicion.example().id())
                .query(Boolean.class)
                .single();
    }

    /** When somebody last looked at an alert about the same. */
    Optional<Instant> acknowledgedAt(AlertKind kind, String key) {
        return jdbc.sql("""
                SELECT acknowledged_at
                  FROM alert
                 WHERE kind = :kind AND key = :key AND acknowledged_at IS NOT NULL
                 ORDER BY acknowledged_at DESC
                 LIMIT 1
                """)
                .param("kind", kind.value())
                .param("key", key)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Those that nobody looked at, or all; the latest first, from just before {@code before}. */
    List<Alert> list(boolean isOpenOnly, @Nullable Position before, int limit) {
        return jdbc.sql(COLUMNS + """
                 WHERE (NOT :open OR acknowledged_at IS NULL)
                   AND (CAST(:at AS timestamptz) IS NULL OR (first_at, id) < (:at, CAST(:id AS uuid)))
                 ORDER BY first_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("open", isOpenOnly)
                .param("at", before == null ? null : utc(before.at()))
                .param("id", before == null ? null : before.id())
                .param("limit", limit)
                .query(AlertRepository::alert)
                .list();
    }

    Optional<Alert> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id)
                .query(AlertRepository::alert)
                .optional();
    }

    /** Of two who say so at once, one does. */
    boolean acknowledge(UUID id, UUID by, String note, Instant now) {
        return jdbc.sql("""
                        UPDATE alert
                           SET acknowledged_at = :now, acknowledged_by = :by, note = :note
                         WHERE id = :id AND acknowledged_at IS NULL
                        """)
                        .param("id", id)
                        .param("by", by)
                        .param("note", note)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Counts no further than {@code most}. */
    int countOpen(int most) {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT FROM alert WHERE acknowledged_at IS NULL LIMIT :most) AS open
                """).param("most", most).query(Integer.class).single();
    }

    int deleteAcknowledgedBefore(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM alert
                 WHERE id IN (SELECT id FROM alert WHERE acknowledged_at < :time LIMIT :limit)
                """).param("time", utc(time)).param("limit", limit).update();
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        var acknowledgedAt = row.getObject("acknowledged_at", OffsetDateTime.class);
        return new Alert(
                row.getObject("id", UUID.class),
                AlertKind.of(row.getString("kind")),
                row.getObject("account_id", UUID.class),
                row.getString("address"),
                row.getString("client_id"),
                row.getLong("number"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                new Position(
                        row.getObject("example_at", OffsetDateTime.class).toInstant(),
                        row.getObject("example_id", UUID.class)),
                acknowledgedAt == null
                        ? null
                        : new Alert.Acknowledgement(
                                acknowledgedAt.toInstant(),
                                row.getObject("acknowledged_by", UUID.class),
                                row.getString("note")));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
