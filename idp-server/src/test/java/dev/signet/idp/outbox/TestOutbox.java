package dev.signet.idp.outbox;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** The outbox without Spring, whose work is done when a test says so. */
public final class TestOutbox {

    private static final OutboxProperties SETTINGS = new OutboxProperties(Duration.ofHours(1), 4, Duration.ofDays(30));

    private final TestDatabase database;
    private final TestClock clock;
    private final DataVault vault;
    private final DeliveryRepository deliveries;
    private final Outbox outbox;

    public TestOutbox(TestDatabase database, TestClock clock) {
        this.database = database;
        this.clock = clock;
        this.vault = TestCrypto.vault(database.jdbc());
        this.deliveries = new DeliveryRepository(database.jdbc());
        this.outbox = new Outbox(deliveries, vault, new Bell(), clock);
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Tries what is due and of the courier's kind, and waits for the end of it. */
    public void work(Courier courier) {
        var attempts =
                new Attempts(deliveries, vault, database.transactions(), _ -> {}, new SimpleMeterRegistry(), clock);
        var node = new Dispatcher(courier, deliveries, attempts, new Bell(), SETTINGS, clock);
        node.claim();
        node.finish();
    }

    /** A node takes what is due and is never heard of again. */
    public void die(String kind) {
        var now = clock.instant();
        deliveries.claim(kind, now, now.plus(Courier.LEASE), 100);
    }
}
