package dev.signet.idp.audit;

import dev.signet.idp.audit.AuditReaderRepository.Bookmark;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the trail forward, for jobs that make something of it: each event once for each reader, in the order of sealing.
 * Only events of transactions that are over are read, so none appears behind a reader's back.
 */
@Service
public class AuditFeed {

    /** The most events of one step. */
    public static final int STEP = 1_000;

    private final AuditReaderRepository readers;
    private final AuditEventRepository events;
    private final AuditEraRepository eras;
    private final Clock clock;

    AuditFeed(AuditReaderRepository readers, AuditEventRepository events, AuditEraRepository eras, Clock clock) {
        this.readers = readers;
        this.events = events;
        this.eras = eras;
        this.clock = clock;
    }

    /**
     * Hands the next events to {@code work}. What that writes and how far the reader has come are kept together or not at
     * all.
     *
     * @param reader the name under which is remembered how far it has come
     * @param before how far before now a reader begins that has never read
     * @return whether more is likely to wait
     */
    @Transactional
    public boolean step(String reader, Duration before, Consumer<List<AuditRecord>> work) {
        if (!readers.exists(reader)) {
            var horizon = eras.horizon();
            readers.insertIfAbsent(
                    reader, events.firstSince(clock.instant().minus(before)).orElse(horizon));
        }
        var bookmark = readers.lock(reader);
        var next = events.page(bookmark.ordinal(), bookmark.event(), eras.horizon(), STEP);
        if (next.isEmpty()) {
            return false;
        }
        work.accept(next.stream().map(StoredEvent::event).toList());
        readers.move(
                reader,
                new Bookmark(next.getLast().ordinal(), next.getLast().event().id()));
        return next.size() == STEP;
    }
}
