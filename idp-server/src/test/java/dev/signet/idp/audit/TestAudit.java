package dev.signet.idp.audit;

import static org.awaitility.Awaitility.await;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail of one database without Spring, whose work is done when a test says so. */
final class TestAudit {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456789Z");

    final TestDatabase database = TestDatabase.migrated();
    final TestClock clock = new TestClock(NOW);
    final AuditKeys keys = new AuditKeys(TestCrypto.derivedKeys());
    final AuditEventRepository events =
            new AuditEventRepository(database.jdbc(), JsonMapper.builder().build());
    final AuditEraRepository eras = new AuditEraRepository(database.jdbc());
    final SealRepository seals = new SealRepository(database.jdbc());
    final AuditReaderRepository readers = new AuditReaderRepository(database.jdbc());
    final AuditFeed feed = new AuditFeed(readers, events, eras, clock);
    final SealBell bell = new SealBell();
    final AuditTrail trail = new AuditTrail(events, keys, bell, eras, new SimpleMeterRegistry(), clock);
    final Sealing sealing = node();
    final AuditRetention retention = retention(Duration.ofDays(400));
    final AuditSearch search = new AuditSearch(
            events,
            new JdbcTransactionManager(database.dataSource()),
            new AuditProperties(Duration.ofDays(400), true, Duration.ofSeconds(1)));
    final AuditVerification verification =
            new AuditVerification(events, seals, keys, retention, new JdbcTransactionManager(database.dataSource()));
    final AuditExport export =
            new AuditExport(events, seals, keys, retention, clock, new JdbcTransactionManager(database.dataSource()));

    /** Something that happened. */
    record Happened(
            String action,
            @Nullable UUID subject,
            @Nullable UUID actor,
            @Nullable String clientId,
            AuditEvent.Outcome outcome,
            Map<String, String> details)
            implements AuditEvent {}

    static Happened happened(String action) {
        return new Happened(
                action, null, null, null, AuditEvent.Outcome.SUCCESS, Map.of("colour", "gr\u00fcn", "b", "1"));
    }

    /** What seals on one node. */
    Sealing node() {
        return new Sealing(events, eras, seals, keys, clock);
    }

    AuditRetention retention(Duration time) {
        return new AuditRetention(
                events,
                seals,
                keys,
                new AuditProperties(time, true, Duration.ofSeconds(1)),
                new LiquibaseConnectionDetails() {
                    @Override
                    public String getJdbcUrl() {
                        return database.url();
                    }

                    @Override
                    public String getUsername() {
                        return database.ownerRole().username();
                    }

                    @Override
                    public String getPassword() {
                        return database.ownerRole().password();
                    }
                },
                JsonMapper.builder().build(),
                clock);
    }

    /** Writes events a second apart and seals them. */
    void sealed(String... actions) {
        for (var action : actions) {
            trail.append(happened(action));
            clock.advance(Duration.ofSeconds(1));
        }
        sealAll();
    }

    /** Other tests write to the same server, and their transactions have to be over first. */
    void sealAll() {
        await().until(() -> !sealing.seal());
    }

    AuditVerification.Report verify() {
        return verification.verify(List.of());
    }

    /** Something that only the owner of the tables can do. */
    int asOwner(String statement) {
        return database.owner().sql(statement).update();
    }

    UUID idOf(String action) {
        return database.jdbc()
                .sql("SELECT id FROM audit_event WHERE action = :action")
                .param("action", action)
                .query(UUID.class)
                .single();
    }
}
