package dev.signet.idp.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Tells an outage of the database, which passes, from a failure that will not. What needs the database during an outage
 * is answered 503 with {@code Retry-After}.
 */
public final class DatabaseOutage {

    /** When a client may try again. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Shutting down, crashed, starting up, and too many connections (PostgreSQL, appendix A). */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300");

    private DatabaseOutage() {}

    /** Whether {@code failure} or one of its causes says that the database cannot be reached at the moment. */
    public static boolean isOutage(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql ? says(sql) : says(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException;
    }

    private static boolean says(SQLException failure) {
        var state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && (state.startsWith("08") || PASSING.contains(state)));
    }
}
