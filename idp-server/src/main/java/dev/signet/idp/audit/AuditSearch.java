package dev.signet.idp.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks events up, for whoever may read them. The caller asks for the permission. */
@Service
public class AuditSearch {

    /** The most events on one page. */
    public static final int LARGEST_PAGE = 200;

    private final AuditEventRepository events;

    /** Each of its statements ends with it, so that a search for too much does not keep the database from others. */
    private final TransactionTemplate limited;

    AuditSearch(AuditEventRepository events, PlatformTransactionManager transactions, AuditProperties settings) {
        this.events = events;
        this.limited = new TransactionTemplate(transactions);
        limited.setReadOnly(true);
        limited.setTimeout((int) settings.searchTimeout().toSeconds());
    }

    /** A search took longer than searches may. Whoever asked has to ask for less. */
    public static class TooMuchException extends RuntimeException {

        TooMuchException(Throwable cause) {
            super("the search took too long", cause);
        }
    }

    /**
     * A page of events.
     *
     * @param next where the page after this one begins; null if there is none
     */
    public record Page(List<AuditRecord> events, @Nullable Position next) {}

    /** The event at exactly this position; empty if there is none, or none any more. */
    public Optional<AuditRecord> find(Position position) {
        return events.find(position);
    }

    /**
     * The newest first, from just before {@code before}.
     *
     * @param before {@link Page#next} of the page before; null for the first
     * @param size how many, from 1 to {@link #LARGEST_PAGE}
     * @throws TooMuchException if it takes longer than {@code idp.audit.search-timeout}
     */
    public Page find(AuditFilter filter, @Nullable Position before, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has from 1 to " + LARGEST_PAGE + " events");
        }
        if (!filter.isStorable()) {
            return new Page(List.of(), null);
        }
        var found = search(filter, before, size + 1);
        if (found.size() <= size) {
            return new Page(found, null);
        }
        var page = List.copyOf(found.subList(0, size));
        var last = page.getLast();
        return new Page(page, new Position(last.at(), last.id()));
    }

    private List<AuditRecord> search(AuditFilter filter, @Nullable Position before, int limit) {
        try {
            return Objects.requireNonNull(limited.execute(_ -> events.search(filter, before, limit)));
        } catch (QueryTimeoutException | TransactionTimedOutException e) {
            throw new TooMuchException(e);
        }
    }
}
