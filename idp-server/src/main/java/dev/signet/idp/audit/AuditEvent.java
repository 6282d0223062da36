package dev.signet.idp.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something worth a line in the audit trail. Implementations are records named in the past tense; they carry no secret.
 */
public interface AuditEvent {

    /** What happened, as "subject.verb" in lower case: {@code session.started}, {@code client.changed}. */
    String action();

    /** The account that it happened to, if any. */
    default @Nullable UUID subject() {
        return null;
    }

    /** The account that did it, where that is not the subject. */
    default @Nullable UUID actor() {
        return subject();
    }

    /** The client that took part, by its {@code client_id}. */
    default @Nullable String clientId() {
        return null;
    }

    default Outcome outcome() {
        return Outcome.SUCCESS;
    }

    /** Further facts, short and without secrets. */
    default Map<String, String> details() {
        return Map.of();
    }

    /** How it ended. */
    enum Outcome {
        SUCCESS,
        REFUSED
    }
}
