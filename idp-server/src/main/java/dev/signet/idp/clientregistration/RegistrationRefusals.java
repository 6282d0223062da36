package dev.signet.idp.clientregistration;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.clientregistration.RegistrationOutcome.Rejected;
import dev.signet.idp.clientregistration.RegistrationOutcome.TokenRefused;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Decision;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Leaves a line in the audit trail for each refusal, as long as they are not too many from one address. */
@Component
class RegistrationRefusals {

    private static final int MOST_FIELDS = 10;

    private final Limits limits;
    private final ApplicationEventPublisher events;

    RegistrationRefusals(Limits limits, ApplicationEventPublisher events) {
        this.limits = limits;
        this.events = events;
    }

    /**
     * Not to be called within a transaction, which would take the line with it.
     *
     * @param clientId of the registration that was asked for; null for a new one
     * @param token what came with the request; null if nothing did
     */
    void note(RegistrationOutcome outcome, @Nullable String clientId, @Nullable String token) {
        switch (outcome) {
            case TokenRefused _ ->
                note(new RegistrationRefused(
                        clientId, "invalid_token", token == null ? "no token" : "unknown, expired or used-up token"));
            case Rejected rejected -> note(new RegistrationRefused(clientId, rejected.error(), fields(rejected)));
            case RegistrationOutcome.Current _, RegistrationOutcome.Deleted _ -> {}
        }
    }

    /** The same for whatever else did not lead to a client. */
    void note(AuditEvent refused) {
        var decision = limits.failed(Attempt.of(Limit.OAUTH_REFUSAL, Subject.caller()));
        if (!(decision instanceof Decision.Blocked)) {
            events.publishEvent(refused);
        }
    }

    /** Names of ours: what nobody here knows is passed over and breaks no rule. */
    private static String fields(Rejected rejected) {
        return rejected.problems().stream()
                .map(FieldProblem::field)
                .distinct()
                .limit(MOST_FIELDS)
                .collect(Collectors.joining(" "));
    }
}
