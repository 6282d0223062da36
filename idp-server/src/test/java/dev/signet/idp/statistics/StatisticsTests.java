package dev.signet.idp.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.audit.AuditRecord;
import dev.signet.idp.statistics.Statistics.Point;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatisticsTests {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestDatabase database = TestDatabase.migrated();
    private final HourlyCountRepository counts = new HourlyCountRepository(database.jdbc());
    private final Statistics statistics = new Statistics(counts);
    private final TestClock clock = new TestClock(NOON.plusSeconds(90));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void countsSignInsRefusalsFactorsAndLimitsByTheHour() {
        add(
                event("session.started", 10, Map.of("amr", "pwd otp mfa")),
                event("session.started", 20, Map.of("amr", "hwk user mfa")),
                event("session.started", 70, Map.of("amr", "")),
                event("sign-in.refused", 15, Map.of()),
                event("second-factor.refused", 16, Map.of()),
                event("limit.reached", 17, Map.of("limit", "sign-in.everywhere")),
                event("client.changed", 18, Map.of()));

        assertThat(statistics.points(NOON, NOON.plus(HOUR.multipliedBy(2)), HOUR))
                .containsExactlyInAnyOrder(
                        new Point(NOON, "sign-in", 2),
                        new Point(NOON, "sign-in.refused", 2),
                        new Point(NOON, "factor:otp", 1),
                        new Point(NOON, "factor:pwd", 1),
                        new Point(NOON, "factor:passkey", 1),
                        new Point(NOON, "limit.reached:sign-in.everywhere", 1),
                        new Point(NOON.plus(HOUR), "sign-in", 1),
                        new Point(NOON.plus(HOUR), "factor:other", 1));
    }

    @Test
    void addsToWhatWasCountedBeforeAndSumsOverLongerStretches() {
        add(event("session.started", 10, Map.of("amr", "pwd")));
        add(event("session.started", 20, Map.of("amr", "pwd")), event("session.started", 130, Map.of("amr", "pwd")));

        assertThat(statistics.points(NOON, NOON.plus(Duration.ofHours(6)), Duration.ofHours(6)))
                .containsExactlyInAnyOrder(new Point(NOON, "sign-in", 3), new Point(NOON, "factor:pwd", 3));
        assertThat(statistics.points(NOON.plus(HOUR), NOON.plus(HOUR), HOUR)).isEmpty();
    }

    @Test
    void tellsMeasuresApartThatBeginAlike() {
        var refused = new Point(NOON, "sign-in.refused", 1);
        var factor = new Point(NOON, "factor:pwd", 1);

        assertThat(refused.isOf(Measure.SIGN_IN)).isFalse();
        assertThat(refused.isOf(Measure.SIGN_IN_REFUSED)).isTrue();
        assertThat(factor.isOf(Measure.FACTOR)).isTrue();
        assertThat(factor.word()).isEqualTo("pwd");
    }

    @Test
    void addsTheGrowthOfWhatANodeCountsInMemory() {
        var node = new NodeCounting(counts, meters, clock);
        tokens("refresh_token", "issued", 3);
        tokens("client_credentials", "refused", 1);
        node.add();
        node.add();
        tokens("refresh_token", "issued", 2);
        node.add();

        assertThat(statistics.points(NOON, NOON.plus(HOUR), HOUR))
                .containsExactlyInAnyOrder(
                        new Point(NOON, "tokens.issued:refresh_token", 5),
                        new Point(NOON, "tokens.refused:client_credentials", 1));
    }

    @Test
    void addsUpWhatTwoNodesCount() {
        tokens("refresh_token", "issued", 3);
        new NodeCounting(counts, meters, clock).add();
        new NodeCounting(counts, meters, clock).add();

        assertThat(statistics.points(NOON, NOON.plus(HOUR), HOUR))
                .containsExactly(new Point(NOON, "tokens.issued:refresh_token", 6));
    }

    @Test
    void forgetsWhatNoChartShows() {
        add(event("session.started", 10, Map.of("amr", "pwd")));

        assertThat(counts.deleteBefore(NOON, 10)).isZero();
        assertThat(counts.deleteBefore(NOON.plus(HOUR), 1)).isOne();
        assertThat(counts.deleteBefore(NOON.plus(HOUR), 10)).isOne();
        assertThat(statistics.isEmpty()).isTrue();
    }

    private void tokens(String grant, String outcome, int count) {
        meters.counter("signet.tokens", "grant", grant, "outcome", outcome).increment(count);
    }

    private void add(AuditRecord... events) {
        var tally = new Tally();
        List.of(events).forEach(tally::add);
        counts.add(tally.counts());
    }

    private static AuditRecord event(String action, int minute, Map<String, String> details) {
        return new AuditRecord(
                UUID.randomUUID(),
                NOON.plus(Duration.ofMinutes(minute)),
                action,
                "success",
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(details));
    }
}
