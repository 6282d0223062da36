package dev.signet.idp.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Questions about many events at once, each answered from an index and from no more events than the caller names. */
@Service
public class AuditPatterns {

    private final AuditEventRepository events;

    AuditPatterns(AuditEventRepository events) {
        this.events = events;
    }

    /**
     * How events are spread.
     *
     * @param events how many
     * @param values of how many different values of the detail
     * @param addresses from how many different addresses
     */
    public record Spread(int events, int values, int addresses) {}

    /**
     * How the latest events of one action are spread.
     *
     * @param address where they came from; null for anywhere
     * @param detail the name of the detail whose values are told apart
     * @param since at or after which they happened
     * @param most how many are looked at
     */
    public Spread spread(String action, @Nullable String address, String detail, Instant since, int most) {
        return events.spread(action, address, detail, since, most);
    }

    /** The sum of a detail, which has to be a number, over the latest events of one action by one account. */
    public long sum(UUID actor, String action, String detail, Instant since, int most) {
        return events.sum(actor, action, detail, since, most);
    }
}
