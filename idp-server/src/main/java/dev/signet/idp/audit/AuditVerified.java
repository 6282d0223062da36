package dev.signet.idp.audit;

import java.util.Map;

/** The trail was checked. */
record AuditVerified(AuditVerification.Report report) implements AuditEvent {

    @Override
    public String action() {
        return "audit.verified";
    }

    @Override
    public Outcome outcome() {
        return report.isIntact() ? Outcome.SUCCESS : Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        var fault = report.fault();
        return fault == null
                ? Map.of("head", report.head(), "events", String.valueOf(report.events()))
                : Map.of("head", report.head(), "fault", fault);
    }
}
