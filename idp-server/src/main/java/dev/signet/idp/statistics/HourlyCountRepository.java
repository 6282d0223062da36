package dev.signet.idp.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HourlyCountRepository {

    private final JdbcClient jdbc;

    HourlyCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds to what was counted before. Always in the same order, so that two nodes do not wait for each other. */
    void add(SortedMap<Tally.Slot, Long> counts) {
        jdbc.sql("""
                INSERT INTO hourly_count (hour, name, count)
                SELECT * FROM unnest(CAST(:hours AS timestamptz[]), CAST(:names AS text[]), CAST(:counts AS bigint[]))
                    ON CONFLICT (hour, name) DO UPDATE SET count = hourly_count.count + excluded.count
                """)
                .param(
                        "hours",
                        counts.keySet().stream().map(it -> it.hour().toString()).toArray(String[]::new))
                .param("names", counts.keySet().stream().map(Tally.Slot::name).toArray(String[]::new))
                .param("counts", counts.values().toArray(Long[]::new))
                .update();
    }

    /** Sums over stretches of {@code width}, the first of which begins at {@code from}. */
    List<Statistics.Point> points(Instant from, Instant until, Duration width) {
        return jdbc.sql("""
                SELECT date_bin(make_interval(secs => CAST(:width AS double precision)), hour, :from) AS start, name, sum(count) AS total
                  FROM hourly_count
                 WHERE hour >= :from AND hour < :until
                 GROUP BY start, name
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("width", width.toSeconds())
                .query((row, _) -> new Statistics.Point(
                        row.getObject("start", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getLong("total")))
                .list();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM hourly_count)")
                .query(Boolean.class)
                .single();
    }

    int deleteBefore(Instant time, int limit) {
        return jdbc.sql("""
                DELETE FROM hourly_count
                 WHERE (hour, name) IN (SELECT hour, name
                                          FROM hourly_count
                                         WHERE hour < :time
                                         ORDER BY hour, name
                                         LIMIT :limit)
                """)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
