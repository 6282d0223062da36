package dev.signet.idp.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final DataVault vault = TestCrypto.vault(database.jdbc());
    private final DeliveryRepository repository = new DeliveryRepository(database.jdbc());
    private final TransactionTemplate transactions = database.transactions();
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Bell bell = new Bell();
    private final Outbox outbox = new Outbox(repository, vault, bell, clock);
    private final Postman postman = new Postman();
    private final List<Dispatcher> nodes = new ArrayList<>();

    /** Takes what it is given and answers as it was told. */
    private static final class Postman implements Courier {

        private final List<Delivery> seen = new CopyOnWriteArrayList<>();
        private volatile Function<Delivery, Outcome> answer = _ -> new Outcome.Delivered();

        @Override
        public String kind() {
            return "post";
        }

        @Override
        public Retries retries() {
            return new Retries(4, Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofMinutes(10));
        }

        @Override
        public Outcome deliver(Delivery delivery) {
            seen.add(delivery);
            return answer.apply(delivery);
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(Dispatcher::stop);
    }

    @Test
    void deliversAtOnceWhatWasCommitted() {
        node().start();

        var id = enqueue("hello");

        await().atMost(AT_ONCE).until(() -> state(id) == DeliveryState.DELIVERED);
        assertThat(postman.seen).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(id);
            assertThat(it.payload()).isEqualTo("hello");
            assertThat(it.attempt()).isOne();
        });
    }

    @Test
    void knowsNothingOfWhatWasRolledBack() {
        transactions.executeWithoutResult(transaction -> {
            outbox.enqueue(new NewDelivery("post", "hello"));
            transaction.setRollbackOnly();
        });

        assertThat(node().claim()).isEmpty();
        assertThat(outbox.list(DeliveryFilter.ofKind("post"), 10)).isEmpty();
    }

    @Test
    void keepsThePayloadSealedAndOnlyAsLongAsItIsNeeded() {
        var id = enqueue("https://id.example.com/link?token=hunter2");

        assertThat(dump()).doesNotContain("hunter2", "id.example.com");

        work();
        assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(database.jdbc()
                        .sql("SELECT payload IS NULL FROM delivery")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void twoNodesDeliverEachOnce() throws Exception {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 40; i++) {
            ids.add(enqueue("number " + i));
        }
        var first = node();
        var second = node();

        Together.run(List.of(
                () -> {
                    drain(first);
                    return "";
                },
                () -> {
                    drain(second);
                    return "";
                }));

        await().atMost(AT_ONCE).until(() -> ids.stream().allMatch(it -> state(it) == DeliveryState.DELIVERED));
        assertThat(postman.seen).extracting(Delivery::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void holdsNoMoreInHandThanItHasHands() {
        var release = new CountDownLatch(1);
        postman.answer = _ -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Courier.Outcome.Delivered();
        };
        for (var i = 0; i < 10; i++) {
            enqueue("number " + i);
        }
        var node = node();

        assertThat(node.claim()).hasSize(4);
        assertThat(node.claim()).isEmpty();
        release.countDown();

        await().atMost(AT_ONCE).until(() -> node.claim().size() == 4);
    }

    @Nested
    class WhenItDoesNotArrive {

        @Test
        void itIsTriedAgainLaterAndLaterUntilItDoes() {
            postman.answer =
                    it -> it.attempt() < 3 ? new Courier.Outcome.Retry("away") : new Courier.Outcome.Delivered();
            var id = enqueue("hello");

            work();
            assertThat(find(id).lastError()).isEqualTo("away");
            assertThat(pauseOf(id)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
            work();
            assertThat(postman.seen).hasSize(1);

            clock.advance(Duration.ofSeconds(11));
            work();
            assertThat(pauseOf(id)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
            clock.advance(Duration.ofSeconds(21));
            work();

            assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(postman.seen).hasSize(3).extracting(Delivery::id).containsOnly(id);
            assertThat(events).isEmpty();
        }

        @Test
        void itIsGivenUpAfterTheLastTryAndTheAuditTrailSaysSo() {
            postman.answer = _ -> new Courier.Outcome.Retry("away");
            var id = enqueue("hello");

            for (var i = 0; i < 6; i++) {
                work();
                clock.advance(Duration.ofMinutes(10));
            }

            assertThat(state(id)).isEqualTo(DeliveryState.FAILED);
            assertThat(postman.seen).hasSize(4);
            assertThat(events).containsExactly(new DeliveryFailed(id, "post", null, "shop", "away"));
            assertThat(meters.get("signet.outbox.attempts")
                            .tag("outcome", "failed")
                            .counter()
                            .count())
                    .isOne();
        }

        @Test
        void itIsGivenUpAtOnceIfItNeverWill() {
            postman.answer = _ -> new Courier.Outcome.GiveUp("no such address");
            var id = enqueue("hello");

            work();

            assertThat(state(id)).isEqualTo(DeliveryState.FAILED);
            assertThat(find(id).lastError()).isEqualTo("no such address");
        }

        @Test
        void itIsNotEvenTriedOnceItIsWorthNothing() {
            var id = transactions.execute(
                    _ -> outbox.enqueue(new NewDelivery("post", "hello").notAfter(NOW.plusSeconds(60))));
            clock.advance(Duration.ofMinutes(1));

            work();

            assertThat(state(id)).isEqualTo(DeliveryState.FAILED);
            assertThat(postman.seen).isEmpty();
        }

        @Test
        void anExceptionIsARetryWithoutItsMessage() {
            postman.answer = _ -> {
                throw new IllegalStateException("token=hunter2");
            };
            var id = enqueue("hello");

            work();

            assertThat(state(id)).isEqualTo(DeliveryState.PENDING);
            assertThat(find(id).lastError()).isEqualTo("IllegalStateException");
        }
    }

    @Nested
    class WhenANodeDies {

        @Test
        void anotherTakesOverOnceTheLeaseIsOver() {
            var id = enqueue("hello");
            repository.claim("post", NOW, NOW.plus(Courier.LEASE), 10); // and never comes back

            clock.advance(Courier.LEASE.minusSeconds(1));
            work();
            assertThat(postman.seen).isEmpty();

            clock.advance(Duration.ofSeconds(1));
            work();
            work();
            assertThat(postman.seen).hasSize(1);
            assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
        }

        @Test
        void whoComesBackLateChangesNothingForTheOther() {
            var id = enqueue("hello");
            var late =
                    repository.claim("post", NOW, NOW.plus(Courier.LEASE), 10).getFirst();
            clock.advance(Courier.LEASE);
            var other =
                    repository.claim("post", clock.instant(), clock.instant().plus(Courier.LEASE), 10);
            assertThat(other).hasSize(1);

            assertThat(repository.failed(id, late.attempt(), "away", clock.instant()))
                    .isZero();
            assertThat(repository.retry(id, late.attempt(), "away", clock.instant()))
                    .isZero();
            assertThat(state(id)).isEqualTo(DeliveryState.PENDING);
        }

        @Test
        void whatKillsEveryNodeIsGivenUp() {
            var id = enqueue("hello");
            for (var i = 0; i < 4; i++) {
                assertThat(repository.claim(
                                "post", clock.instant(), clock.instant().plus(Courier.LEASE), 10))
                        .hasSize(1);
                clock.advance(Courier.LEASE);
            }

            work();

            assertThat(postman.seen).isEmpty();
            assertThat(state(id)).isEqualTo(DeliveryState.FAILED);
        }
    }

    @Test
    void whatWasCancelledIsNotDelivered() {
        var id = enqueue("hello");

        assertThat(outbox.cancel(id)).isTrue();
        assertThat(outbox.cancel(id)).isFalse();

        work();
        assertThat(postman.seen).isEmpty();
        assertThat(state(id)).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    void canBeLookedUpByClientPageByPage() {
        var shop = new ArrayList<UUID>();
        for (var i = 0; i < 5; i++) {
            shop.addFirst(enqueue("number " + i));
            clock.advance(Duration.ofSeconds(1));
        }
        transactions.execute(_ -> outbox.enqueue(new NewDelivery("post", "other").forClient("forum")));
        var filter = DeliveryFilter.ofKind("post").forClient("shop").in(DeliveryState.PENDING);

        var first = outbox.list(filter, 3);
        var second = outbox.list(filter.before(first.getLast().id()), 3);

        assertThat(first).extracting(ListedDelivery::id).containsExactlyElementsOf(shop.subList(0, 3));
        assertThat(second).extracting(ListedDelivery::id).containsExactlyElementsOf(shop.subList(3, 5));
        assertThat(outbox.list(DeliveryFilter.ofKind("post").forAccount(UUID.randomUUID()), 3))
                .isEmpty();
    }

    @Test
    void settledDeliveriesAreSweptAfterTheirRetention() {
        enqueue("hello");
        work();
        var waiting = enqueue("wait");
        var sweep = new SettledDeliveries().settledDeliveriesSweep(repository, settings(), clock);

        clock.advance(Duration.ofDays(30));
        assertThat(sweep.deletion().delete(100)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sweep.deletion().delete(100)).isOne();

        assertThat(outbox.list(DeliveryFilter.ofKind("post"), 10))
                .extracting(ListedDelivery::id)
                .containsExactly(waiting);
    }

    @Test
    void metricsSayHowMuchWaitsAndSinceWhen() {
        enqueue("hello");
        clock.advance(Duration.ofSeconds(90));

        var metrics = new OutboxMetrics(List.of(postman), repository, meters, clock);

        assertThat(metrics).isNotNull();
        assertThat(meters.get("signet.outbox.pending").gauge().value()).isOne();
        assertThat(meters.get("signet.outbox.oldest").gauge().value()).isEqualTo(90);
    }

    private UUID enqueue(String payload) {
        return Objects.requireNonNull(
                transactions.execute(_ -> outbox.enqueue(new NewDelivery("post", payload).forClient("shop"))));
    }

    private Dispatcher node() {
        var attempts = new Attempts(repository, vault, transactions, events::add, meters, clock);
        var node = new Dispatcher(postman, repository, attempts, bell, settings(), clock);
        nodes.add(node);
        return node;
    }

    private static OutboxProperties settings() {
        return new OutboxProperties(Duration.ofHours(1), 4, Duration.ofDays(30));
    }

    /** What is due, one round, to its end. */
    private void work() {
        var node = node();
        var claimed = node.claim();
        node.finish();
        assertThat(claimed).allSatisfy(it -> assertThat(state(it.id())).isNotNull());
    }

    private void drain(Dispatcher node) {
        await().atMost(AT_ONCE)
                .until(() ->
                        node.claim().isEmpty() && repository.backlog("post").size() == 0);
    }

    private ListedDelivery find(UUID id) {
        return outbox.list(new DeliveryFilter("post", null, null, null, null), 100).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable DeliveryState state(@Nullable UUID id) {
        return id == null ? null : find(id).state();
    }

    private Duration pauseOf(UUID id) {
        return Duration.between(clock.instant(), Objects.requireNonNull(find(id).nextAttemptAt()));
    }

    private String dump() {
        return database.owner()
                .sql("SELECT string_agg(encode(payload, 'escape') || delivery::text, ' ') FROM delivery")
                .query(String.class)
                .single();
    }
}
