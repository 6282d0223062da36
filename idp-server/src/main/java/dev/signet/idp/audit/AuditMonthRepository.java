package dev.signet.idp.audit;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partitions of the trail, one a month. Made and dropped by the owner of the tables, not by the application's role. */
class AuditMonthRepository {

    private static final String PREFIX = "audit_event_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{4}_[0-9]{2})");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");

    private final JdbcClient owner;

    AuditMonthRepository(JdbcClient owner) {
        this.owner = owner;
    }

    /** How many rows of a month there are, and the first ordinal behind them. */
    record Extent(long events, long until) {}

    /** Whoever waits for a table longer than this makes others wait: better tomorrow than now. */
    void waitAtMostThreeSeconds() {
        owner.sql("SET LOCAL lock_timeout = '3s'").update();
    }

    /** Does nothing if the month has its partition, or has events already that are in none. */
    boolean add(YearMonth month) {
        return owner.sql("SELECT audit_event_add_month(:month)")
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /** Months that have a partition, the oldest first. */
    List<YearMonth> all() {
        return owner
                .sql("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass")
                .query((row, _) -> NAME.matcher(row.getString(1)))
                .list()
                .stream()
                .filter(it -> it.matches())
                .map(it -> YearMonth.parse(it.group(1), MONTH))
                .sorted()
                .toList();
    }

    Extent extent(YearMonth month) {
        return owner.sql("SELECT count(*) AS events, coalesce(max(ordinal) + 1, 0) AS until FROM " + table(month))
                .query((row, _) -> new Extent(row.getLong("events"), row.getLong("until")))
                .single();
    }

    void drop(YearMonth month) {
        owner.sql("DROP TABLE " + table(month)).update();
    }

    private static String table(YearMonth month) {
        return PREFIX + month.format(MONTH);
    }
}
