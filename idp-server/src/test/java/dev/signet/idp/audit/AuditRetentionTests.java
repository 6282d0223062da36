package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRetentionTests {

    private final TestAudit audit = new TestAudit();

    @Test
    void makesPartitionsForMonthsToCome() {
        audit.clock.set(Instant.parse("2031-05-31T23:59:59Z"));

        audit.retention.addMonths();
        audit.retention.addMonths();
        audit.trail.append(TestAudit.happened("one"));

        assertThat(partitionOf("one")).isEqualTo("audit_event_2031_05");
        assertThat(partitions()).contains("audit_event_2031_05", "audit_event_2031_11");
    }

    @Test
    void leavesAMonthThatHasEventsInNoPartitionWhereItIs() {
        audit.clock.set(Instant.parse("2031-05-31T23:59:59Z"));
        audit.trail.append(TestAudit.happened("one"));

        audit.retention.addMonths();

        assertThat(partitionOf("one")).isEqualTo("audit_event_default");
        assertThat(partitions()).doesNotContain("audit_event_2031_05").contains("audit_event_2031_06");
    }

    @Test
    void removesMonthsWhoseTimeIsOverAndTheTrailStaysWhole() {
        may();
        audit.clock.set(Instant.parse("2031-06-01T00:00:00Z"));
        audit.sealed("three");
        audit.clock.set(Instant.parse("2032-07-05T00:00:00Z")); // 400 days after the last moment of May
        audit.retention.addMonths();

        assertThat(audit.retention.prune()).containsExactly(new AuditRetention.Pruned(YearMonth.of(2031, 5), 2));
        assertThat(partitions()).contains("audit_event_2031_06").doesNotContain("audit_event_2031_05");
        audit.sealAll();

        var report = audit.verify();
        assertThat(report.fault()).isNull();
        assertThat(report.emptied()).isOne();
        assertThat(actions()).contains("three", "audit.pruned").doesNotContain("one", "two");
    }

    @Test
    void keepsAMonthUntilTheRetentionOfItsLastDayIsOver() {
        may();
        audit.clock.set(Instant.parse("2032-07-04T23:00:00Z"));

        audit.retention.prune();

        assertThat(actions()).contains("one", "two");
    }

    @Test
    void removesNothingThatIsNotSealed() {
        audit.clock.set(Instant.parse("2031-05-31T23:59:00Z"));
        audit.retention.addMonths();
        audit.trail.append(TestAudit.happened("one"));
        audit.clock.set(Instant.parse("2033-01-01T00:00:00Z"));

        assertThat(audit.retention.prune()).isEmpty();
        assertThat(actions()).contains("one");
    }

    @Test
    void doesNotTakeADeletionForTheEndOfAMonthsTime() {
        may();
        audit.clock.set(Instant.parse("2031-06-01T00:00:00Z"));
        audit.sealed("three");

        audit.asOwner("DROP TABLE audit_event_2031_05");
        audit.asOwner("""
                INSERT INTO audit_event (id, occurred_at, ordinal, action, outcome, details, mac)
                SELECT gen_random_uuid(), occurred_at, ordinal, 'audit.pruned', outcome, '{"kept-from": "999999999"}', mac
                  FROM audit_event WHERE action = 'three'
                """);

        assertThat(audit.verify().fault()).startsWith("seal 1 ").endsWith("events were deleted");
    }

    private void may() {
        audit.clock.set(Instant.parse("2031-05-31T23:59:00Z"));
        audit.retention.addMonths();
        audit.sealed("one", "two");
    }

    private String partitionOf(String action) {
        return audit.database
                .jdbc()
                .sql("SELECT CAST(CAST(tableoid AS regclass) AS text) FROM audit_event WHERE action = :action")
                .param("action", action)
                .query(String.class)
                .single();
    }

    private List<String> partitions() {
        return audit.database
                .jdbc()
                .sql("SELECT CAST(CAST(inhrelid AS regclass) AS text) FROM pg_inherits"
                        + " WHERE inhparent = CAST('audit_event' AS regclass)")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> actions() {
        return audit.database
                .jdbc()
                .sql("SELECT action FROM audit_event")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void refusesARetentionOfLessThanADay() {
        assertThatThrownBy(() -> new AuditProperties(Duration.ofHours(23), true, Duration.ofSeconds(1)))
                .hasMessageContaining("idp.audit.retention");
    }
}
