package dev.signet.idp.audit;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the partitions of months to come, and drops those whose time is over, as the owner of the tables: the
 * application's role could do neither.
 */
@Service
public class AuditRetention {

    private static final int MONTHS_AHEAD = 6;
    private static final int NEWEST = 100;

    private final AuditEventRepository events;
    private final SealRepository seals;
    private final AuditKeys keys;
    private final AuditProperties settings;
    private final LiquibaseConnectionDetails owner;
    private final JsonMapper json;
    private final Clock clock;

    AuditRetention(
            AuditEventRepository events,
            SealRepository seals,
            AuditKeys keys,
            AuditProperties settings,
            LiquibaseConnectionDetails owner,
            JsonMapper json,
            Clock clock) {
        this.events = events;
        this.seals = seals;
        this.keys = keys;
        this.settings = settings;
        this.owner = owner;
        this.json = json;
        this.clock = clock;
    }

    /** A month that was dropped, and how many events it had. */
    public record Pruned(YearMonth month, long events) {}

    /** The first ordinal from which on no event may be missing, as the latest genuine {@link MonthPruned} says. */
    long keptFrom() {
        return events.latest(MonthPruned.ACTION, NEWEST).stream()
                .filter(it -> keys.mac(it.event()).equals(it.mac()))
                .mapToLong(it -> Long.parseLong(
                        Objects.requireNonNull(it.event().details().get(MonthPruned.KEPT_FROM))))
                .max()
                .orElse(0);
    }

    /** Makes partitions for this month and those to come, as far as they are missing. */
    public void addMonths() {
        var months = new Months();
        var thisMonth = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        for (var ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            months.add(thisMonth.plusMonths(ahead));
        }
    }

    /**
     * Drops the months that ended longer ago than events are kept, the oldest first, up to the first that is not sealed in
     * full.
     *
     * @return those that had events
     */
    public List<Pruned> prune() {
        var months = new Months();
        var firstKept =
                YearMonth.from(clock.instant().minus(settings.retention()).atOffset(ZoneOffset.UTC));
        var pruned = new ArrayList<Pruned>();
        for (var month : months.all()) {
            if (!month.isBefore(firstKept) || !months.prune(month, pruned)) {
                break;
            }
        }
        return pruned;
    }

    /** The owner's connection, opened for as long as this takes. */
    private final class Months {

        private final AuditMonthRepository months;
        private final AuditEventRepository trail;
        private final TransactionTemplate transaction;

        Months() {
            var database = new DriverManagerDataSource(
                    Objects.requireNonNull(owner.getJdbcUrl()),
                    Objects.requireNonNullElse(owner.getUsername(), ""),
                    Objects.requireNonNullElse(owner.getPassword(), ""));
            this.months = new AuditMonthRepository(JdbcClient.create(database));
            this.trail = new AuditEventRepository(JdbcClient.create(database), json);
            this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        }

        List<YearMonth> all() {
            return months.all();
        }

        void add(YearMonth month) {
            transaction.executeWithoutResult(_ -> {
                months.waitAtMostThreeSeconds();
                months.add(month);
            });
        }

        /** Whether the month is gone. With it goes a line into the trail, or neither does. */
        boolean prune(YearMonth month, List<Pruned> pruned) {
            return Boolean.TRUE.equals(transaction.execute(_ -> {
                var extent = months.extent(month);
                if (extent.until() > seals.last().map(Seal::until).orElse(0L)) {
                    return false;
                }
                var event = new MonthPruned(month, extent.events(), Math.max(extent.until(), keptFrom()));
                months.waitAtMostThreeSeconds();
                months.drop(month); // from here on nobody else can read the trail until this ends
                if (extent.events() > 0) {
                    var row = AuditRecord.of(event, null, clock.instant());
                    trail.insert(row, keys.mac(row));
                    pruned.add(new Pruned(month, extent.events()));
                }
                return true;
            }));
        }
    }
}
