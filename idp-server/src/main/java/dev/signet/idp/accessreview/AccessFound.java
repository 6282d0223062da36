package dev.signet.idp.accessreview;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** The nightly look found something that it had not found before. */
record AccessFound(Map<FindingKind, Integer> kinds) implements AuditEvent {

    @Override
    public String action() {
        return "access-review.found";
    }

    @Override
    public Map<String, String> details() {
        return kinds.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(it -> it.getKey().value(), it -> String.valueOf(it.getValue())));
    }
}
