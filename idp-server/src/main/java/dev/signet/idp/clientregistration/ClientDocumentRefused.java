package dev.signet.idp.clientregistration;

import dev.signet.idp.audit.AuditEvent;
import java.util.Map;

/**
 * A {@code client_id} that is an address did not lead to a client.
 *
 * @param clientId as it was sent, and fit to be one
 * @param reason in words of ours
 */
record ClientDocumentRefused(String clientId, String reason) implements AuditEvent {

    private static final int LONGEST = 1_000;

    @Override
    public String action() {
        return "client-document.refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("reason", reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST));
    }
}
