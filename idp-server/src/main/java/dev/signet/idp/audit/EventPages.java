package dev.signet.idp.audit;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events in the order of sealing, of which one page at a time is in memory. */
final class EventPages implements Iterator<StoredEvent> {

    private static final int PAGE = 1_000;

    private final AuditEventRepository events;
    private final long until;
    private long from;
    private @Nullable UUID after;
    private List<StoredEvent> page;
    private int position;

    /** Those with {@code from <= ordinal < until}. */
    EventPages(AuditEventRepository events, long from, long until) {
        this.events = events;
        this.from = from;
        this.until = until;
        this.page = events.page(from, null, until, PAGE);
    }

    @Override
    public boolean hasNext() {
        if (position == page.size() && page.size() == PAGE) {
            page = events.page(from, after, until, PAGE);
            position = 0;
        }
        return position < page.size();
    }

    /** Whether there is a next one, with an ordinal below {@code end}. */
    boolean hasNextBefore(long end) {
        return hasNext() && page.get(position).ordinal() < end;
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var event = page.get(position++);
        from = event.ordinal();
        after = event.event().id();
        return event;
    }
}
