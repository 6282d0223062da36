package dev.signet.idp.client;

import dev.signet.idp.client.ClientEvents.SelfRegistered;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clients that register themselves (RFC 7591), by the rules of the configuration file and a policy on top of them. Clients
 * that a file or an administrator registered are not there for this class.
 */
@Service
public class SelfRegistration {

    private static final String SOURCE = "self";
    private static final String BY = "client registration";

    /** Every way {@link #create} and {@link #replace} can end. */
    public sealed interface Outcome {

        /** @param generated the secret, if the client needs one and had none; the only copy */
        record Saved(RegisteredVersion client, @Nullable GeneratedSecret generated) implements Outcome {}

        record Rejected(List<FieldProblem> problems) implements Outcome {}

        record NoSuchClient() implements Outcome {}
    }

    /** What is asked of such clients beyond what is asked of all. */
    @FunctionalInterface
    public interface Policy {

        List<FieldProblem> problemsOf(ClientMetadata metadata);
    }

    private final RegistrationRepository registrations;
    private final ClientSecrets secrets;
    private final Clients clients;
    private final Scopes scopes;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    SelfRegistration(
            RegistrationRepository registrations,
            ClientSecrets secrets,
            Clients clients,
            Scopes scopes,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.registrations = registrations;
        this.secrets = secrets;
        this.clients = clients;
        this.scopes = scopes;
        this.transaction = transaction;
        this.events = events;
    }

    /** Not found where an administrator disabled it. */
    public Optional<RegisteredVersion> find(String clientId) {
        return registrations
                .find(clientId)
                .filter(it -> it.enabled() && it.source().equals(SOURCE));
    }

    /**
     * Registers a client.
     *
     * @param clientId nobody else's; the caller makes it up at random
     * @param fields named and written as in the configuration file
     */
    public Outcome create(String clientId, Map<String, Object> fields, Policy policy) {
        var draft = ClientDraft.read(clientId, true, fields, scopes.names());
        var declared = draft.declaration();
        var problems = problems(draft, policy);
        if (declared == null || !problems.isEmpty()) {
            return new Outcome.Rejected(problems);
        }
        return inTransaction(() -> {
            if (!registrations.insert(clientId, declared.metadata(), SOURCE)) {
                throw new IllegalStateException("a random client_id was given out twice");
            }
            var values = ClientFields.words(declared.metadata());
            events.publishEvent(new SelfRegistered("client.registered", clientId, BY, values));
            return saved(declared);
        });
    }

    /** Puts {@code fields} in the place of the whole registration. Of two at once the later one stays. */
    public Outcome replace(String clientId, Map<String, Object> fields, Policy policy) {
        var draft = ClientDraft.read(clientId, true, fields, scopes.names());
        var declared = draft.declaration();
        var problems = problems(draft, policy);
        if (declared == null || !problems.isEmpty()) {
            return new Outcome.Rejected(problems);
        }
        while (true) {
            var before = find(clientId);
            if (before.isEmpty()) {
                return new Outcome.NoSuchClient();
            }
            var outcome = inTransaction(() -> change(before.get(), declared));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    /** Deletes the client with its secrets, consents, grants and tokens. False if there was none. */
    public boolean delete(String clientId) {
        return inTransaction(() -> {
            if (registrations.lock(clientId)) {
                registrations.find(clientId).ifPresent(it -> events.publishEvent(ClientEnding.of(it, true)));
            }
            var isDeleted = registrations.delete(clientId);
            if (isDeleted) {
                events.publishEvent(new SelfRegistered("client.deleted", clientId, BY, Map.of()));
            }
            return isDeleted;
        });
    }

    /** Empty if somebody else was faster, and the differences are others now. */
    private Optional<Outcome> change(RegisteredVersion before, ClientDeclaration declared) {
        if (!registrations.change(before.clientId(), before.version(), declared.metadata())) {
            return Optional.empty();
        }
        var differences = ClientFields.differences(before.metadata(), declared.metadata());
        if (!differences.isEmpty()) {
            events.publishEvent(new SelfRegistered("client.changed", before.clientId(), BY, differences));
        }
        return Optional.of(saved(declared));
    }

    private Outcome saved(ClientDeclaration declared) {
        var generated = secrets.settle(declared);
        return new Outcome.Saved(registrations.find(declared.clientId()).orElseThrow(), generated);
    }

    private static List<FieldProblem> problems(ClientDraft draft, Policy policy) {
        return draft.declaration() == null || !draft.problems().isEmpty()
                ? draft.problems()
                : policy.problemsOf(draft.declaration().metadata());
    }

    private <T> T inTransaction(Supplier<T> change) {
        var result = Objects.requireNonNull(transaction.execute(_ -> change.get()));
        clients.clear();
        return result;
    }
}
