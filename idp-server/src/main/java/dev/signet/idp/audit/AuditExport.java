package dev.signet.idp.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events with their proof, as JSON lines: a beginning with the public key, each seal followed by its events, and an
 * end. Seals come whole, so there may be events of shortly before and after the time that was asked for.
 */
@Service
public class AuditExport {

    /** In ASCII, so that it does not matter what the standard output is encoded in. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final AuditEventRepository events;
    private final SealRepository seals;
    private final AuditKeys keys;
    private final AuditRetention retention;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    AuditExport(
            AuditEventRepository events,
            SealRepository seals,
            AuditKeys keys,
            AuditRetention retention,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.events = events;
        this.seals = seals;
        this.keys = keys;
        this.retention = retention;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** How much was written. */
    public record Written(long seals, long events) {}

    /**
     * Writes what happened from {@code from} until {@code until}, as far as it is sealed.
     *
     * @param lines gets a line at a time, without its end
     */
    public Written write(Instant from, Instant until, Consumer<String> lines) {
        return snapshot.execute(_ -> {
            lines.accept(JSON.writeValueAsString(ExportLine.Start.of(keys.publicKey(), from, until, clock.instant())));
            var written = events.between(from, until)
                    .map(it -> write(Math.max(it.first(), retention.keptFrom()), it.last(), lines))
                    .orElse(new Written(0, 0));
            lines.accept(JSON.writeValueAsString(new ExportLine.End(written.seals(), written.events())));
            return written;
        });
    }

    private Written write(long first, long last, Consumer<String> lines) {
        var sealCount = 0L;
        var eventCount = 0L;
        try (var covering = seals.stream(first, last)) {
            for (var each = covering.iterator(); each.hasNext(); sealCount++) {
                var seal = each.next();
                lines.accept(JSON.writeValueAsString(ExportLine.SealLine.of(seal)));
                for (var rows = new EventPages(events, seal.from(), seal.until()); rows.hasNext(); eventCount++) {
                    lines.accept(JSON.writeValueAsString(ExportLine.EventLine.of(rows.next())));
                }
            }
        }
        return new Written(sealCount, eventCount);
    }
}
