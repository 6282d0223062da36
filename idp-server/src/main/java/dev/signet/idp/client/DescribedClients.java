package dev.signet.idp.client;

import dev.signet.idp.client.ClientEvents.SelfRegistered;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clients whose {@code client_id} is the address of a document that describes them. What the document said last is kept as
 * their registration, so that grants, consents and the audit trail have a client to name.
 */
@Service
public class DescribedClients {

    static final String SOURCE = "document";
    private static final String BY = "client metadata document";

    /** Every way {@link #save} can end. */
    public sealed interface Outcome {

        record Saved() implements Outcome {}

        record Rejected(List<FieldProblem> problems) implements Outcome {}

        /** A client of this id was registered in another way, and that counts. */
        record Registered() implements Outcome {}
    }

    private final RegistrationRepository registrations;
    private final Clients clients;
    private final Scopes scopes;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    DescribedClients(
            RegistrationRepository registrations,
            Clients clients,
            Scopes scopes,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.registrations = registrations;
        this.clients = clients;
        this.scopes = scopes;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * Keeps what a document says now. A client that an administrator disabled stays disabled.
     *
     * @param fields named and written as in the configuration file
     */
    public Outcome save(
            String clientId, Map<String, Object> fields, Function<ClientMetadata, List<FieldProblem>> policy) {
        var draft = ClientDraft.read(clientId, true, fields, scopes.names());
        var declared = draft.declaration();
        if (declared == null || !draft.problems().isEmpty()) {
            return new Outcome.Rejected(draft.problems());
        }
        var problems = policy.apply(declared.metadata());
        if (!problems.isEmpty()) {
            return new Outcome.Rejected(problems);
        }

        var before = registrations.find(clientId);
        if (before.filter(it -> !it.source().equals(SOURCE)).isPresent()) {
            return new Outcome.Registered();
        }
        transaction.executeWithoutResult(_ -> registrations
                .saveDescribed(clientId, declared.metadata(), SOURCE)
                .ifPresent(version -> events.publishEvent(new SelfRegistered(
                        version == 1 ? "client.registered" : "client.changed",
                        clientId,
                        BY,
                        before.map(it -> ClientFields.differences(it.metadata(), declared.metadata()))
                                .orElseGet(() -> ClientFields.words(declared.metadata()))))));
        clients.clear();
        return new Outcome.Saved();
    }
}
