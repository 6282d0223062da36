package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An installation in memory that is well, until a test says otherwise. */
class FakeHealth implements HealthDirectory {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    Database database = database(Duration.ofMillis(12));
    Trail trail = new Trail("12:5f0c", Duration.ZERO, false, NOW, true, null);
    List<Deliveries> deliveries = List.of();
    List<Job> jobs = List.of(new Job("sweep-expired-rows", NOW, false, NOW, null, 0, false));
    List<Weakness> weaknesses = List.of();

    void well() {
        var fresh = new FakeHealth();
        database = fresh.database;
        trail = fresh.trail;
        deliveries = fresh.deliveries;
        jobs = fresh.jobs;
        weaknesses = fresh.weaknesses;
    }

    @Override
    public Health health() {
        return new Health(
                new Versions(null, "25", "4.1.2", "18.6"),
                database,
                trail,
                deliveries,
                jobs,
                List.of(new SigningKey("kid", "ES256", "SIGNING", NOW)),
                weaknesses);
    }

    static Database database(Duration clock) {
        return new Database(clock, Duration.ofMillis(1), 12_345_678, 120, "101-hourly-count", NOW, false, 7);
    }
}
