package dev.signet.idp.signingkey;

import dev.signet.idp.audit.AuditEvent;
import java.util.Locale;
import java.util.Map;

/** A signing key took its next step. */
record SigningKeyChanged(String kid, SigningAlgorithm algorithm, Step step) implements AuditEvent {

    enum Step {
        PUBLISHED,
        SIGNING,
        RETIRED,
        REMOVED,
        WITHDRAWN
    }

    @Override
    public String action() {
        return "signing-key." + step.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("kid", kid, "algorithm", algorithm.name());
    }
}
