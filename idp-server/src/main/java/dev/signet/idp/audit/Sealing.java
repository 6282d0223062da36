package dev.signet.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Puts the next seal at the end of the chain.
 *
 * <p>A seal covers what transactions wrote that were over when it was made, known by their ids, so that no event commits
 * behind it and none is covered twice. Nodes may seal at the same time: they make the same number, and the database takes
 * one.
 */
@Service
class Sealing {

    /** The most events of one seal, unless a single transaction wrote more. */
    static final int MOST_EVENTS = 10_000;

    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    private final AuditEventRepository events;
    private final AuditEraRepository eras;
    private final SealRepository seals;
    private final AuditKeys keys;
    private final Clock clock;

    private volatile Head known = Head.NONE;
    private Instant nextNoteAt = Instant.MIN;
    private long notedNumber;
    private volatile boolean isRewound;

    Sealing(AuditEventRepository events, AuditEraRepository eras, SealRepository seals, AuditKeys keys, Clock clock) {
        this.events = events;
        this.eras = eras;
        this.seals = seals;
        this.keys = keys;
        this.clock = clock;
    }

    /** The end of the chain when this node looked last. */
    Head known() {
        return known;
    }

    /** Whether the chain was once longer than it is, or another one. Stays so until this node is started again. */
    boolean isRewound() {
        return isRewound;
    }

    /**
     * Seals what there is, one seal at most.
     *
     * @return whether something is left to be sealed: there is much, or a transaction before it is not over
     */
    synchronized boolean seal() {
        var head = seals.last().map(Seal::head).orElse(Head.NONE);
        compare(head);
        var horizon = eras.horizon();
        var next = events.stretch(head.until(), horizon, MOST_EVENTS + 1);
        if (next.events() > 0) {
            var until = next.events() > MOST_EVENTS ? Math.max(next.last(), next.first() + 1) : horizon;
            seal(head, until);
        }
        note();
        return events.oldest(known.until()).isPresent();
    }

    private void seal(Head head, long until) {
        var seal = Seal.make(head, until, covered(head.until(), until), clock.instant(), keys);
        if (seals.insertIfAbsent(seal)) {
            known = seal.head();
        }
    }

    /** What is below the horizon does not change, so it does not matter that it takes several statements to read it. */
    private SealedEvents covered(long from, long until) {
        var covered = new SealedEvents();
        new EventPages(events, from, until).forEachRemaining(covered::add);
        return covered;
    }

    /** Whoever takes seals off the end, and the events with them, has this node to fool too. */
    private void compare(Head head) {
        var before = known;
        var changed = head.number() < before.number()
                || (head.number() == before.number() && !head.hash().equals(before.hash()));
        if (changed) {
            isRewound = true;
            log.error("The audit trail ended at {} and ends at {} now: seals were taken away or changed", before, head);
        }
        known = head;
    }

    /** For those who keep the log where it cannot be changed. */
    private void note() {
        var now = clock.instant();
        if (known.number() != notedNumber && !now.isBefore(nextNoteAt)) {
            notedNumber = known.number();
            nextNoteAt = now.plus(BETWEEN_NOTES);
            log.info("Audit trail sealed until {}", known);
        }
    }
}
