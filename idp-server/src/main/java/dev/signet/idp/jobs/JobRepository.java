package dev.signet.idp.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the scheduler's table, which the scheduler alone writes. */
@Repository
class JobRepository {

    private final JdbcClient jdbc;

    JobRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Recurring jobs have one instance each. */
    List<JobList.Job> list(Instant dueBefore) {
        return jdbc.sql("""
                SELECT task_name, execution_time, picked, last_success, last_failure,
                       coalesce(consecutive_failures, 0) AS failures,
                       NOT picked AND execution_time < :due AS late
                  FROM scheduled_tasks
                 WHERE task_instance = 'recurring'
                 ORDER BY task_name
                """)
                .param("due", dueBefore.atOffset(ZoneOffset.UTC))
                .query(JobRepository::job)
                .list();
    }

    private static JobList.Job job(ResultSet row, int number) throws SQLException {
        return new JobList.Job(
                row.getString("task_name"),
                row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                row.getBoolean("picked"),
                instant(row, "last_success"),
                instant(row, "last_failure"),
                row.getInt("failures"),
                row.getBoolean("late"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
