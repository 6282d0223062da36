package dev.signet.idp.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.database.DatabaseOutage;
import dev.signet.idp.ratelimit.Decision.Allowed;
import dev.signet.idp.ratelimit.Decision.Blocked;
import dev.signet.idp.ratelimit.Decision.Delayed;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.test.WatchedDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class LimitsTests {

    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Attempt ADA = Attempt.of(Limit.SIGN_IN_ACCOUNT, Subject.identifier("ada@example.com"));
    private static final Attempt BOB = Attempt.of(Limit.SIGN_IN_ACCOUNT, Subject.identifier("bob@example.com"));

    private final TestClock clock = new TestClock(NOW);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final Limits limits = node();

    @BeforeEach
    void startOver() {
        DATABASE.jdbc().sql("DELETE FROM rate_limit").update();
    }

    /** One of the nodes that share the database. */
    private Limits node(String... settings) {
        return node(DATABASE.dataSource(), settings);
    }

    private Limits node(DataSource dataSource, String... settings) {
        var properties = TestLimits.settings(settings);
        return node(dataSource, properties, new Waits(properties, metrics));
    }

    private Limits node(DataSource dataSource, LimitProperties properties, Waits waits) {
        return new Limits(
                new CountRepository(JdbcClient.create(dataSource)),
                properties,
                waits,
                new LimitReports(metrics, events::add),
                clock,
                TestCrypto.derivedKeys());
    }

    private static void fail(Limits limits, Attempt attempt, int times) {
        for (var i = 0; i < times; i++) {
            limits.failed(attempt);
        }
    }

    @Test
    void stopTheSixthOfFiveAndSayWhenToComeBack() {
        var here = Attempt.of(Limit.SIGN_IN_ADDRESS, Subject.address("192.0.2.7"));
        fail(limits, here, 1);
        clock.advance(Duration.ofSeconds(40));
        fail(limits, here, 3);
        assertThat(limits.check(here)).isNotInstanceOf(Blocked.class);
        fail(limits, here, 1);

        assertThat(limits.check(here)).isEqualTo(new Blocked(Limit.SIGN_IN_ADDRESS, Duration.ofMinutes(1)));
        clock.advance(Duration.ofSeconds(59));
        assertThat(limits.check(here)).isEqualTo(new Blocked(Limit.SIGN_IN_ADDRESS, Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(limits.check(here)).isEqualTo(new Allowed());
    }

    @Test
    void startOverWhenThePeriodIsOver() {
        fail(limits, ADA, 4);
        clock.advance(Duration.ofMinutes(15));

        assertThat(limits.check(ADA)).isEqualTo(new Allowed());
        fail(limits, ADA, 4);
        assertThat(limits.check(ADA)).isInstanceOf(Delayed.class);
    }

    @Test
    void countApartWhatHasNothingToDoWithEachOther() {
        fail(limits, ADA, 5);

        assertThat(limits.check(ADA)).isInstanceOf(Blocked.class);
        assertThat(limits.check(BOB)).isEqualTo(new Allowed());
        assertThat(limits.check(Attempt.of(Limit.TOTP, Subject.identifier("ada@example.com"))))
                .isEqualTo(new Allowed());
    }

    @Test
    void areSharedByNodes() {
        var another = node();
        fail(limits, ADA, 3);
        fail(another, ADA, 2);

        assertThat(limits.check(ADA)).isInstanceOf(Blocked.class);
        assertThat(another.check(ADA)).isInstanceOf(Blocked.class);
    }

    @Test
    void forgiveFailuresAfterASuccessButNotToAnAddress() {
        var attempt = ADA.and(Limit.SIGN_IN_ADDRESS, Subject.address("192.0.2.7"));
        fail(limits, attempt, 4);
        assertThat(limits.succeeded(attempt)).isEqualTo(new Allowed());

        fail(limits, ADA, 2);
        assertThat(limits.check(ADA)).isEqualTo(new Allowed());
        assertThat(limits.failed(attempt)).isEqualTo(new Allowed());
        assertThat(limits.check(attempt)).isInstanceOf(Blocked.class);
    }

    @Test
    void lockAnAccountForLongerEachTimeButNeverForGood() {
        var blocks = new ArrayList<Duration>();
        for (var round = 0; round < 9; round++) {
            fail(limits, ADA, 5);
            var block = ((Blocked) limits.check(ADA)).time();
            blocks.add(block);
            clock.advance(block);
            assertThat(limits.check(ADA)).isEqualTo(new Allowed());
        }

        assertThat(blocks.stream().map(Duration::toMinutes)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

        clock.advance(Duration.ofHours(1));
        fail(limits, ADA, 5);
        assertThat(limits.check(ADA)).isEqualTo(new Blocked(Limit.SIGN_IN_ACCOUNT, Duration.ofMinutes(1)));
    }

    @Test
    void doNotProlongABlockForThoseWhoKeepTrying() {
        fail(limits, ADA, 5);
        clock.advance(Duration.ofSeconds(30));

        assertThat(limits.failed(ADA)).isEqualTo(new Blocked(Limit.SIGN_IN_ACCOUNT, Duration.ofSeconds(30)));
        assertThat(limits.check(ADA)).isEqualTo(new Blocked(Limit.SIGN_IN_ACCOUNT, Duration.ofSeconds(30)));
    }

    @Test
    void countEachOfTwentyFailuresAtOnceOnTwoNodes() throws Exception {
        var another = node();
        var tasks = new ArrayList<Callable<Decision>>();
        for (var i = 0; i < 20; i++) {
            var node = i % 2 == 0 ? limits : another;
            var attempt = ADA.and(Limit.SIGN_IN_ADDRESS, Subject.address("192.0.2." + i))
                    .and(Limit.SIGN_IN_EVERYWHERE, Subject.everybody());
            var counts = new ArrayList<>(attempt.counts());
            Collections.rotate(counts, i);
            tasks.add(() -> node.failed(new Attempt(counts, null)));
        }
        var decisions = Together.run(tasks);

        assertThat(attempts()).containsExactlyInAnyOrderElementsOf(many(20, 20, Collections.nCopies(20, 1)));
        assertThat(decisions).filteredOn(Blocked.class::isInstance).hasSize(15);
        assertThat(events).hasSize(1);
    }

    @Test
    void letExactlyAsManyPassAtOnceAsTheAllowanceHas() throws Exception {
        var removals = Attempt.of(Limit.FACTOR_REMOVAL, Subject.identifier("ada@example.com"));

        var decisions = Together.run(20, () -> limits.take(removals));

        assertThat(decisions).filteredOn(it -> !(it instanceof Blocked)).hasSize(3);
        assertThat(limits.take(removals)).isInstanceOf(Blocked.class);
    }

    @Test
    void doNotCountWhatAnotherLimitStops() {
        var here = Subject.address("192.0.2.7");
        var mailToAda = Attempt.of(Limit.RECOVERY, here).and(Limit.FACTOR_REMOVAL, Subject.identifier("ada"));
        fail(limits, Attempt.of(Limit.RECOVERY, here), 20);

        for (var i = 0; i < 10; i++) {
            assertThat(limits.take(mailToAda)).isInstanceOf(Blocked.class);
        }
        assertThat(limits.take(Attempt.of(Limit.FACTOR_REMOVAL, Subject.identifier("ada"))))
                .isEqualTo(new Allowed());
    }

    @Test
    void doNotTellTheGuesserWhoTriesManyAtOnceWhichGuessWasRight() {
        assertThat(limits.check(ADA)).as("asked before").isEqualTo(new Allowed());
        fail(limits, ADA, 5);

        assertThat(limits.succeeded(ADA)).isInstanceOf(Blocked.class);
        assertThat(limits.check(ADA)).as("not forgiven").isInstanceOf(Blocked.class);
    }

    @Nested
    class OfSignIns {

        private static final UUID PHONE = UUID.fromString("6f1d7c9e-2d4b-4f0e-9f6d-0d8a1a6d0b11");

        @Test
        void letTheOwnerInOnAKnownBrowserWhileAStrangerBurnsTheTries() {
            from("203.0.113.9", () -> fail(limits, Attempt.signIn("ada@example.com", null), 5));

            assertThat(from("203.0.113.9", () -> limits.check(Attempt.signIn("ada@example.com", null))))
                    .isInstanceOf(Blocked.class);
            assertThat(from("198.51.100.1", () -> limits.check(Attempt.signIn("ada@example.com", null))))
                    .as("another stranger")
                    .isInstanceOf(Blocked.class);
            assertThat(from("203.0.113.9", () -> limits.check(Attempt.signIn("ada@example.com", PHONE))))
                    .as("the owner, from the very same address")
                    .isEqualTo(new Allowed());
        }

        @Test
        void holdForAKnownBrowserToo() {
            from("192.0.2.7", () -> fail(limits, Attempt.signIn("ada@example.com", PHONE), 10));

            assertThat(from("192.0.2.7", () -> limits.check(Attempt.signIn("ada@example.com", PHONE))))
                    .isEqualTo(new Blocked(Limit.SIGN_IN_DEVICE, Duration.ofMinutes(1)));
            assertThat(from("192.0.2.7", () -> limits.check(Attempt.signIn("bob@example.com", null))))
                    .as("it burns nobody else's tries")
                    .isEqualTo(new Allowed());
        }

        @Test
        void stopAPasswordThatIsTriedOnManyAccounts() {
            for (var i = 0; i < 5; i++) {
                var account = "person" + i + "@example.com";
                from("203.0.113.9", () -> limits.failed(Attempt.signIn(account, null)));
            }

            assertThat(from("203.0.113.9", () -> limits.check(Attempt.signIn("person5@example.com", null))))
                    .isEqualTo(new Blocked(Limit.SIGN_IN_ADDRESS, Duration.ofMinutes(1)));
        }

        @Test
        void areNotEscapedByChangingTheAddressWithinOnesOwnNetwork() {
            for (var i = 0; i < 5; i++) {
                var account = "person" + i + "@example.com";
                from("2001:db8:1:2::" + i, () -> limits.failed(Attempt.signIn(account, null)));
            }

            assertThat(from("2001:db8:1:2:ffff::1", () -> limits.check(Attempt.signIn("x", null))))
                    .isInstanceOf(Blocked.class);
            assertThat(from("2001:db8:1:3::1", () -> limits.check(Attempt.signIn("x", null))))
                    .isEqualTo(new Allowed());
        }

        @Test
        void haveACeilingForStrangersThatRaisesAnAlarm(CapturedOutput output) {
            var small = node("sign-in.everywhere", "6 per 1m");
            for (var i = 0; i < 6; i++) {
                var who = "person" + i + "@example.com";
                from("203.0.113." + i, () -> small.failed(Attempt.signIn(who, null)));
            }

            assertThat(from("198.51.100.1", () -> small.check(Attempt.signIn("ada@example.com", null))))
                    .isEqualTo(new Blocked(Limit.SIGN_IN_EVERYWHERE, Duration.ofMinutes(1)));
            assertThat(from("198.51.100.1", () -> small.check(Attempt.signIn("ada@example.com", PHONE))))
                    .isEqualTo(new Allowed());
            assertThat(events)
                    .containsExactly(new LimitReached(Limit.SIGN_IN_EVERYWHERE, null, Duration.ofMinutes(1), false));
            assertThat(output).contains("WARN").contains("idp.limits.sign-in.everywhere");
        }

        private <T> T from(String address, Supplier<T> action) {
            try (var _ = new RequestOrigin("k3f9-q2td", address, null).bind()) {
                return action.get();
            }
        }

        private void from(String address, Runnable action) {
            try (var _ = new RequestOrigin("k3f9-q2td", address, null).bind()) {
                action.run();
            }
        }
    }

    @Nested
    class OfTheDelayTier {

        private final String[] slow = {"delay", "100ms", "longest-delay", "150ms"};

        @Test
        void letTheSecondHalfOfAnAllowanceWaitLongerAndLonger() {
            var slowNode = node(slow);
            fail(slowNode, ADA, 2);
            assertThat(slowNode.check(ADA)).isEqualTo(new Allowed());

            fail(slowNode, ADA, 1);
            var started = System.nanoTime();
            assertThat(slowNode.check(ADA)).isEqualTo(new Delayed(Limit.SIGN_IN_ACCOUNT, Duration.ofMillis(100)));
            assertThat(System.nanoTime() - started).isBetween(100_000_000L, 1_000_000_000L);

            fail(slowNode, ADA, 1);
            assertThat(slowNode.check(ADA)).isEqualTo(new Delayed(Limit.SIGN_IN_ACCOUNT, Duration.ofMillis(150)));
        }

        @Test
        void sendThoseAwayForWhomThereIsNoRoomToWait() throws Exception {
            var crowded = node("delay", "500ms", "longest-delay", "500ms", "waiting", "3");
            fail(crowded, ADA, 3);

            var decisions = Together.run(10, () -> crowded.check(ADA));

            assertThat(decisions).filteredOn(Delayed.class::isInstance).hasSize(3);
            assertThat(decisions)
                    .filteredOn(Blocked.class::isInstance)
                    .hasSize(7)
                    .containsOnly(new Blocked(Limit.SIGN_IN_ACCOUNT, Duration.ofMillis(500)));
        }

        @Test
        void holdNoConnectionMeanwhile() {
            var busy = new AtomicInteger();
            var seen = new CopyOnWriteArrayList<Integer>();
            var properties = TestLimits.settings("delay", "50ms", "longest-delay", "50ms");
            var watched = new WatchedDataSource(DATABASE.dataSource(), busy, _ -> {});
            var patient = node(watched, properties, new Waits(properties, metrics) {
                @Override
                boolean sitOut(Duration time) {
                    seen.add(busy.get());
                    return super.sitOut(time);
                }
            });
            fail(patient, ADA, 3);

            assertThat(patient.check(ADA)).isInstanceOf(Delayed.class);
            assertThat(seen).containsExactly(0);
        }
    }

    @Nested
    class InADryRun {

        private final Limits dry = node("dry-run", "sign-in.account");

        @Test
        void onlySayWhatTheyWouldDo(CapturedOutput output) {
            fail(dry, ADA, 7);

            assertThat(dry.check(ADA)).isEqualTo(new Allowed());
            assertThat(dry.succeeded(ADA)).isEqualTo(new Allowed());
            assertThat(count("blocked", true)).isPositive();
            assertThat(count("blocked", false)).isZero();
            assertThat(output).contains("Limit sign-in.account (dry run): blocked");
            assertThat(events)
                    .containsExactly(new LimitReached(Limit.SIGN_IN_ACCOUNT, null, Duration.ofMinutes(1), true));
        }

        @Test
        void leaveTheOthersAsTheyAre() {
            var attempt = ADA.and(Limit.SIGN_IN_ADDRESS, Subject.address("192.0.2.7"));
            fail(dry, attempt, 5);

            assertThat(dry.check(attempt)).isEqualTo(new Blocked(Limit.SIGN_IN_ADDRESS, Duration.ofMinutes(1)));
        }
    }

    @Test
    void nameTheirDecisionsInMetricLogAndAuditTrailAndNobodyInThem(CapturedOutput output) {
        var account = UUID.randomUUID();
        fail(limits, ADA.about(account), 5);
        limits.check(ADA);
        limits.check(ADA);

        assertThat(count("blocked", false)).isEqualTo(2);
        assertThat(output)
                .contains("Limit sign-in.account: blocked for 60000 ms")
                .doesNotContain("ada@");
        assertThat(events)
                .as("once, not for each that is stopped")
                .containsExactly(new LimitReached(Limit.SIGN_IN_ACCOUNT, account, Duration.ofMinutes(1), false));
        assertThat(Subject.identifier("ada@example.com")).hasToString("Subject[identifier]");
    }

    @Test
    void keepNothingThatNamesAnybody() {
        fail(limits, ADA.and(Limit.SIGN_IN_ADDRESS, Subject.address("192.0.2.7")), 1);

        assertThat(DATABASE.jdbc()
                        .sql("SELECT CAST(to_jsonb(rate_limit) AS text) FROM rate_limit")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(it -> it.contains("ada@") || it.contains("example.com") || it.contains("192.0.2"));
    }

    @Test
    void areSweptWhenNobodyNeedsThem() {
        fail(limits, ADA, 1);
        var counts = new CountRepository(DATABASE.jdbc());
        assertThat(counts.deleteExpired(NOW.plus(Duration.ofMinutes(74)), 10)).isZero();
        assertThat(counts.deleteExpired(NOW.plus(Duration.ofMinutes(75)), 10)).isOne();
    }

    @Test
    void costOneStatementForAllCountsOfAnAttempt() {
        var statements = new AtomicInteger();
        var watched = node(new WatchedDataSource(
                DATABASE.dataSource(), new AtomicInteger(), it -> statements.addAndGet(it.equals("COMMIT") ? 0 : 1)));
        var attempt = Attempt.signIn("ada@example.com", null);
        assertThat(attempt.counts()).hasSize(4);

        watched.check(attempt);
        assertThat(statements).hasValue(1);
        watched.failed(attempt);
        assertThat(statements).hasValue(2);
        watched.succeeded(attempt);
        assertThat(statements).hasValue(3);
    }

    @Test
    void letNobodyPassWithoutTheDatabase() {
        var gone = node(new DriverManagerDataSource("jdbc:postgresql://localhost:1/none?connectTimeout=1"));

        assertThatThrownBy(() -> gone.check(ADA)).matches(DatabaseOutage::isOutage);
        assertThatThrownBy(() -> gone.take(ADA)).matches(DatabaseOutage::isOutage);
    }

    private double count(String decision, boolean dryRun) {
        var counter = metrics.find("signet.ratelimit")
                .tags("limit", "sign-in.account", "decision", decision, "dry_run", String.valueOf(dryRun))
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private List<Integer> attempts() {
        return DATABASE.jdbc()
                .sql("SELECT attempts FROM rate_limit")
                .query((row, _) -> row.getInt("attempts"))
                .list();
    }

    private static List<Integer> many(int first, int second, List<Integer> others) {
        var all = new ArrayList<>(others);
        all.add(first);
        all.add(second);
        return all;
    }
}
