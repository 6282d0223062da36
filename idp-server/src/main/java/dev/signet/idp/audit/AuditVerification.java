package dev.signet.idp.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks the trail from its first seal to its last event, row by row and never as a whole. */
@Service
public class AuditVerification {

    private final AuditEventRepository events;
    private final SealRepository seals;
    private final AuditKeys keys;
    private final AuditRetention retention;
    private final TransactionTemplate snapshot;

    AuditVerification(
            AuditEventRepository events,
            SealRepository seals,
            AuditKeys keys,
            AuditRetention retention,
            PlatformTransactionManager transactions) {
        this.events = events;
        this.seals = seals;
        this.keys = keys;
        this.retention = retention;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /**
     * What was found.
     *
     * @param events how many events are as they were written
     * @param unsealed how many of them are not sealed yet
     * @param emptied how many seals have no events any more, because their time was over
     * @param head number and hash of the last seal that was looked at
     * @param keyId thumbprint of the key that the seals are signed with
     * @param fault the first thing that is wrong; null if nothing is
     */
    public record Report(
            long seals,
            long events,
            long unsealed,
            long emptied,
            String head,
            String keyId,
            @Nullable String fault) {

        public boolean isIntact() {
            return fault == null;
        }
    }

    /**
     * Reads everything there is.
     *
     * @param noted heads from the log or from earlier reports, which have to be part of the chain
     * @throws IllegalArgumentException if {@code noted} is not of the form "number:hash"
     */
    public Report verify(List<String> noted) {
        var check = new ChainCheck(
                Head.NONE,
                keys.publicKey(),
                keys::mac,
                noted.stream().map(AuditVerification::parse).toList());
        return snapshot.execute(_ -> verify(check));
    }

    static Head.Noted parse(String noted) {
        return Head.Noted.parse(noted)
                .orElseThrow(() -> new IllegalArgumentException("a head is written as number:hash, and not " + noted));
    }

    private Report verify(ChainCheck check) {
        var kept = retention.keptFrom();
        var unsealed = 0L;
        String fault = null;
        try (var allSeals = seals.stream(Long.MIN_VALUE, Long.MAX_VALUE)) {
            var rows = new EventPages(events, Long.MIN_VALUE, Long.MAX_VALUE);
            for (var each = allSeals.iterator(); each.hasNext(); ) {
                along(each.next(), rows, check, kept);
            }
            check.end();
            for (; rows.hasNext(); unsealed++) {
                check.single(rows.next());
            }
        } catch (ChainCheck.Fault e) {
            fault = e.sentence();
        }
        return new Report(
                check.seals(),
                check.events(),
                unsealed,
                check.withoutEvents(),
                check.head().toString(),
                keys.publicKey().id(),
                fault);
    }

    private static void along(Seal seal, EventPages rows, ChainCheck check, long kept) throws ChainCheck.Fault {
        check.seal(seal);
        var isComplete = seal.from() >= kept;
        if (!isComplete) {
            check.skipEvents();
        }
        while (rows.hasNextBefore(seal.until())) {
            if (isComplete) {
                check.event(rows.next());
            } else {
                check.single(rows.next());
            }
        }
    }
}
