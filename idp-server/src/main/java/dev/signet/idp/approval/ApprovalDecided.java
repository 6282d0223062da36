package dev.signet.idp.approval;

import dev.signet.idp.audit.AuditEvent;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What became of a request: asked for, allowed, declined or taken back. */
record ApprovalDecided(Step step, ApprovalRequest request, UUID by) implements AuditEvent {

    enum Step {
        REQUESTED,
        GRANTED,
        DECLINED,
        WITHDRAWN
    }

    @Override
    public String action() {
        return "approval." + step.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public UUID subject() {
        return request.account().value();
    }

    @Override
    public UUID actor() {
        return by;
    }

    @Override
    public Outcome outcome() {
        return step == Step.DECLINED ? Outcome.REFUSED : Outcome.SUCCESS;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "request",
                request.id().toString(),
                "action",
                request.action(),
                "requested-by",
                request.by().toString());
    }
}
