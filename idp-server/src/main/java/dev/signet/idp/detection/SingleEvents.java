package dev.signet.idp.detection;

import dev.signet.idp.audit.AuditRecord;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Events of which one is enough. */
@Component
class SingleEvents implements DetectionRule {

    private static final String REUSED = "refresh token used again after its replacement";
    private static final String CEILING = "sign-in.everywhere";

    @Override
    public List<Suspicion> look(List<AuditRecord> events) {
        return events.stream().flatMap(SingleEvents::look).toList();
    }

    private static Stream<Suspicion> look(AuditRecord event) {
        return switch (event.action()) {
            case "grant.revoked" ->
                Stream.of(event)
                        .filter(it -> REUSED.equals(it.details().get("reason")))
                        .map(it -> suspicion(AlertKind.REFRESH_TOKEN_REUSE, it));
            case "passkey.clone-suspected" -> Stream.of(suspicion(AlertKind.PASSKEY_CLONE, event));
            case "limit.reached" ->
                Stream.of(event)
                        .filter(it -> CEILING.equals(it.details().get("limit")))
                        .map(it -> suspicion(AlertKind.CEILING_REACHED, it));
            case "audit.verified" ->
                Stream.of(event)
                        .filter(it -> it.outcome().equals("refused"))
                        .map(it -> suspicion(AlertKind.TRAIL_BROKEN, it));
            default -> Stream.empty();
        };
    }

    private static Suspicion suspicion(AlertKind kind, AuditRecord event) {
        var key = Objects.toString(event.subject(), "") + " " + Objects.toString(event.clientId(), "");
        return new Suspicion(kind, key.strip(), event.subject(), event.address(), event.clientId(), 1, event);
    }
}
