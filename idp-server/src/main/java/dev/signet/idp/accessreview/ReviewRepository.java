package dev.signet.idp.accessreview;

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
class ReviewRepository {

    private static final String REVIEWS = """
            SELECT id, reviewed_at, reviewed_by, note,
                   (SELECT count(*) FROM access_review_finding f WHERE f.review_id = r.id) AS findings
              FROM access_review r
            """;

    private final JdbcClient jdbc;

    ReviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes {@code keys} all that there is of a kind, and returns those that were not there before. */
    List<String> replace(FindingKind kind, List<String> keys, Instant now) {
        return jdbc.sql("""
                WITH gone AS (
                     DELETE FROM access_finding WHERE kind = :kind AND key <> ALL (CAST(:keys AS text[])))
                INSERT INTO access_finding (kind, key, since)
                SELECT :kind, key, :now FROM unnest(CAST(:keys AS text[])) AS key
                    ON CONFLICT DO NOTHING
                RETURNING key
                """)
                .param("kind", kind.value())
                .param("keys", keys.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getString("key"))
                .list();
    }

    /** What there is now. */
    List<Finding> findings() {
        return jdbc.sql("SELECT kind, key, since FROM access_finding ORDER BY kind, key")
                .query(ReviewRepository::finding)
                .list();
    }

    List<Finding> findings(UUID review) {
        return jdbc.sql("SELECT kind, key, since FROM access_review_finding WHERE review_id = :id ORDER BY kind, key")
                .param("id", review)
                .query(ReviewRepository::finding)
                .list();
    }

    void insert(UUID id, UUID by, String note, Instant now) {
        jdbc.sql("INSERT INTO access_review (id, reviewed_at, reviewed_by, note) VALUES (:id, :now, :by, :note)")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("note", note)
                .update();
    }

    /** Keeps what the reviewer had before them; a later look changes nothing of it. */
    int keep(UUID review) {
        return jdbc.sql("""
                INSERT INTO access_review_finding (review_id, kind, key, since)
                SELECT :id, kind, key, since FROM access_finding
                """).param("id", review).update();
    }

    /** The latest first. */
    List<Review> reviews(int limit) {
        return jdbc.sql(REVIEWS + " ORDER BY reviewed_at DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(ReviewRepository::review)
                .list();
    }

    Optional<Review> find(UUID id) {
        return jdbc.sql(REVIEWS + " WHERE id = :id")
                .param("id", id)
                .query(ReviewRepository::review)
                .optional();
    }

    /** When somebody first got a role, which is when there was something to review. */
    Optional<Instant> began() {
        return jdbc.sql("SELECT min(granted_at) AS began FROM role_assignment HAVING count(*) > 0")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static Finding finding(ResultSet row, int number) throws SQLException {
        return new Finding(
                FindingKind.of(row.getString("kind")),
                row.getString("key"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        return new Review(
                row.getObject("id", UUID.class),
                row.getObject("reviewed_at", OffsetDateTime.class).toInstant(),
                row.getObject("reviewed_by", UUID.class),
                row.getString("note"),
                row.getInt("findings"));
    }
}
