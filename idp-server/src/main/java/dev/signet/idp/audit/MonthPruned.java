package dev.signet.idp.audit;

import java.time.YearMonth;
import java.util.Map;

/**
 * The events of a month are gone. The trail has it in writing, under an authentication code, so that their absence can be
 * told from a deletion.
 *
 * @param keptFrom the first ordinal from which on no event is missing
 */
record MonthPruned(YearMonth month, long events, long keptFrom) implements AuditEvent {

    static final String ACTION = "audit.pruned";
    static final String KEPT_FROM = "kept-from";

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("month", month.toString(), "events", String.valueOf(events), KEPT_FROM, String.valueOf(keptFrom));
    }
}
