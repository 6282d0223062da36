package dev.signet.idp.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clients as an administrator registers and changes them, by the rules of the configuration file. A client of the file
 * stays one: the next time the file is applied, it says again what the file says.
 */
@Service
public class ClientRegistration {

    /** Every way {@link #create} and {@link #change} can end. */
    public sealed interface Outcome {

        /** @param generated the secret, if the client needs one and had none; the only copy */
        record Saved(@Nullable GeneratedSecret generated) implements Outcome {}

        record Rejected(List<FieldProblem> problems) implements Outcome {}

        /** Somebody else changed the client since; nothing was saved. */
        record Stale(RegisteredVersion current) implements Outcome {}

        record IdTaken() implements Outcome {}

        record NoSuchClient() implements Outcome {}
    }

    private final RegistrationRepository registrations;
    private final ClientSecrets secrets;
    private final Clients clients;
    private final Scopes scopes;
    private final SectorDocuments sectors;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ClientRegistration(
            RegistrationRepository registrations,
            ClientSecrets secrets,
            Clients clients,
            Scopes scopes,
            SectorDocuments sectors,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.registrations = registrations;
        this.secrets = secrets;
        this.clients = clients;
        this.scopes = scopes;
        this.sectors = sectors;
        this.transaction = transaction;
        this.events = events;
    }

    /** The client as it is stored, disabled ones included. */
    public Optional<RegisteredVersion> find(String clientId) {
        return ClientIds.isValid(clientId) ? registrations.find(clientId) : Optional.empty();
    }

    /** {@code fields} are named and written as in the configuration file. */
    public Outcome create(UUID actor, String clientId, Map<String, Object> fields) {
        var draft = ClientDraft.read(clientId, true, fields, scopes.names());
        var declared = draft.declaration();
        if (declared == null || !draft.problems().isEmpty()) {
            return new Outcome.Rejected(draft.problems());
        }
        var sector = sectors.look(declared.metadata(), null).problem();
        if (sector.isPresent()) {
            return new Outcome.Rejected(List.of(sector.get()));
        }
        return Objects.requireNonNull(this.<Outcome>inTransaction(() -> {
            if (!registrations.insert(clientId, declared.metadata(), "console")) {
                return new Outcome.IdTaken();
            }
            var values = ClientFields.words(declared.metadata());
            events.publishEvent(new ClientAdministered("client.registered", actor, clientId, values));
            return new Outcome.Saved(secrets.settle(declared));
        }));
    }

    /** @param version {@link RegisteredVersion#version} of what the administrator saw */
    public Outcome change(UUID actor, String clientId, long version, Map<String, Object> fields) {
        var before = find(clientId);
        if (before.isEmpty()) {
            return new Outcome.NoSuchClient();
        }
        if (before.get().version() != version) {
            return new Outcome.Stale(before.get());
        }
        var draft = ClientDraft.read(clientId, before.get().enabled(), fields, scopes.names());
        var declared = draft.declaration();
        if (declared == null || !draft.problems().isEmpty()) {
            return new Outcome.Rejected(draft.problems());
        }
        var sector = sectors.look(declared.metadata(), before.get().metadata()).problem();
        if (sector.isPresent()) {
            return new Outcome.Rejected(List.of(sector.get()));
        }
        var differences = ClientFields.differences(before.get().metadata(), declared.metadata());
        if (differences.isEmpty()) {
            return new Outcome.Saved(null);
        }
        var saved = this.<Outcome>inTransaction(() -> {
            if (!registrations.change(clientId, version, declared.metadata())) {
                return null;
            }
            events.publishEvent(new ClientAdministered("client.changed", actor, clientId, differences));
            return new Outcome.Saved(secrets.settle(declared));
        });
        return saved != null
                ? saved
                : find(clientId).<Outcome>map(Outcome.Stale::new).orElseGet(Outcome.NoSuchClient::new);
    }

    /** False if there is no such client, or if it is that way already. One that is disabled loses its grants. */
    public boolean enable(UUID actor, String clientId, boolean enabled) {
        return Boolean.TRUE.equals(inTransaction(() -> {
            if (!enabled) {
                publishEnding(clientId, false);
            }
            var isChanged = registrations.enable(clientId, enabled);
            if (isChanged) {
                var action = enabled ? "client.enabled" : "client.disabled";
                events.publishEvent(new ClientAdministered(action, actor, clientId, Map.of()));
            }
            return isChanged;
        }));
    }

    /** Deletes the client with its secrets, consents and tokens. False if there was none. */
    public boolean delete(UUID actor, String clientId) {
        return Boolean.TRUE.equals(inTransaction(() -> {
            publishEnding(clientId, true);
            var isDeleted = registrations.delete(clientId);
            if (isDeleted) {
                events.publishEvent(new ClientAdministered("client.deleted", actor, clientId, Map.of()));
            }
            return isDeleted;
        }));
    }

    /** Holds the row, so that of two who end it at once the second finds it gone. */
    private void publishEnding(String clientId, boolean isDeleted) {
        if (registrations.lock(clientId)) {
            registrations
                    .find(clientId)
                    .filter(it -> isDeleted || it.enabled())
                    .ifPresent(it -> events.publishEvent(ClientEnding.of(it, isDeleted)));
        }
    }

    private <T> @Nullable T inTransaction(Supplier<@Nullable T> change) {
        var result = transaction.execute(_ -> change.get());
        clients.clear();
        return result;
    }
}
