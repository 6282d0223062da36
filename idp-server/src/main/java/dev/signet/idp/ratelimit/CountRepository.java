package dev.signet.idp.ratelimit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counts that nodes share. Each statement takes all counts of an attempt at once. */
@Repository
class CountRepository {

    private final JdbcClient jdbc;

    CountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A count that an attempt belongs to: where it is kept, and what it may come to. */
    record Counted(Limit limit, String key, Allowance allowance, boolean onlyReports) {}

    /** What was counted under a key: so many attempts, until the time at which it starts over. */
    record State(int attempts, Instant until) {}

    Map<String, State> find(List<Counted> counts, Instant now) {
        return jdbc.sql("SELECT key, attempts, until FROM rate_limit WHERE key = ANY (:keys) AND until > :now")
                .param("keys", strings(counts, Counted::key))
                .param("now", utc(now))
                .query(CountRepository::byKey);
    }

    /**
     * Adds one to each count. Of attempts at the same time each gets a number of its own, so exactly one is told that it
     * was the last that the allowance had; from there on {@code until} is the end of the block and does not move.
     *
     * <p>Rows are taken in the order of their keys: two attempts with the same counts never wait for each other.
     */
    Map<String, State> add(List<Counted> counts, Instant now) {
        return jdbc.sql("""
                WITH counted AS (
                    SELECT *
                      FROM unnest(CAST(:keys AS text[]), CAST(:allowed AS int[]), CAST(:periods AS interval[]),
                                  CAST(:blocks AS interval[]), CAST(:longest AS interval[]))
                           AS c (key, allowed, period, block, longest)
                )
                INSERT INTO rate_limit AS r (key, attempts, until, blocks, expires_at)
                SELECT key, 1, :now + first.length, CASE WHEN allowed = 1 THEN 1 ELSE 0 END, :now + first.length + longest
                  FROM counted CROSS JOIN LATERAL (SELECT CASE WHEN allowed = 1 THEN block ELSE period END AS length) first
                 ORDER BY key
                ON CONFLICT (key) DO UPDATE
                   SET (attempts, until, blocks, expires_at) = (
                       SELECT n.attempts,
                              n.until,
                              n.blocks + CASE WHEN n.attempts = c.allowed THEN 1 ELSE 0 END,
                              n.until + c.longest
                         FROM counted c
                        CROSS JOIN LATERAL (
                              SELECT CASE WHEN r.until > :now THEN least(r.attempts, 1000000) + 1 ELSE 1 END AS attempts,
                                     CASE WHEN r.expires_at > :now THEN r.blocks ELSE 0 END AS blocks) s
                        CROSS JOIN LATERAL (
                              SELECT s.attempts,
                                     s.blocks,
                                     CASE WHEN s.attempts = c.allowed
                                          THEN :now + least(c.block * power(2, least(s.blocks, 20)), c.longest)
                                          WHEN s.attempts = 1 THEN :now + c.period
                                          ELSE r.until
                                      END AS until) n
                        WHERE c.key = r.key)
                RETURNING key, attempts, until
                """)
                .param("keys", strings(counts, Counted::key))
                .param(
                        "allowed",
                        strings(counts, it -> String.valueOf(it.allowance().attempts())))
                .param("periods", times(counts, Allowance::period))
                .param("blocks", times(counts, Allowance::block))
                .param("longest", times(counts, Allowance::longest))
                .param("now", utc(now))
                .query(CountRepository::byKey);
    }

    /**
     * Deletes the counts that end with a success, unless one of all of them is used up. Then nothing is deleted, and the
     * counts that are used up are returned.
     */
    Map<String, State> settle(List<Counted> counts, Instant now) {
        return jdbc.sql("""
                WITH counted AS (
                    SELECT *
                      FROM unnest(CAST(:keys AS text[]), CAST(:allowed AS int[]), CAST(:end AS boolean[]),
                                  CAST(:onlyReport AS boolean[]))
                           AS c (key, allowed, ends_with_success, only_reports)
                ), used_up AS (
                    SELECT key, attempts, until
                      FROM rate_limit JOIN counted USING (key)
                     WHERE until > :now AND attempts >= allowed AND NOT only_reports
                ), ended AS (
                    DELETE FROM rate_limit r
                     USING counted c
                     WHERE r.key = c.key AND c.ends_with_success AND NOT EXISTS (SELECT 1 FROM used_up)
                )
                SELECT key, attempts, until FROM used_up
                """)
                .param("keys", strings(counts, Counted::key))
                .param(
                        "allowed",
                        strings(counts, it -> String.valueOf(it.allowance().attempts())))
                .param("end", strings(counts, it -> String.valueOf(it.limit().endsWithSuccess())))
                .param("onlyReport", strings(counts, it -> String.valueOf(it.onlyReports())))
                .param("now", utc(now))
                .query(CountRepository::byKey);
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM rate_limit
                 WHERE key IN (SELECT key
                                 FROM rate_limit
                                WHERE expires_at <= :now
                                LIMIT :limit
                                  FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static Map<String, State> byKey(ResultSet rows) throws SQLException {
        var states = new HashMap<String, State>();
        while (rows.next()) {
            var until = rows.getObject("until", OffsetDateTime.class).toInstant();
            states.put(rows.getString("key"), new State(rows.getInt("attempts"), until));
        }
        return states;
    }

    private static String[] times(List<Counted> counts, Function<Allowance, Duration> time) {
        return strings(counts, it -> time.apply(it.allowance()).toString());
    }

    private static String[] strings(List<Counted> counts, Function<Counted, String> text) {
        return counts.stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
