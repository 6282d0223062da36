package dev.signet.idp.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Scopes as an administrator makes and changes them, by the rules of the configuration file. A scope of the file stays one:
 * the next time the file is applied, it says again what the file says.
 */
@Service
public class ScopeAdministration {

    /** Every way {@link #create} and {@link #change} can end. */
    public sealed interface Outcome {

        record Saved() implements Outcome {}

        record Rejected(List<FieldProblem> problems) implements Outcome {}

        record NameTaken() implements Outcome {}

        /** Somebody else changed the scope since; nothing was saved. */
        record Stale(RegisteredScope current) implements Outcome {}

        record NoSuchScope() implements Outcome {}
    }

    private final ScopeRepository repository;
    private final Scopes scopes;
    private final Clients clients;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ScopeAdministration(
            ScopeRepository repository,
            Scopes scopes,
            Clients clients,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.scopes = scopes;
        this.clients = clients;
        this.transaction = transaction;
        this.events = events;
    }

    /** The scope as it is stored; empty for a built-in one. */
    public Optional<RegisteredScope> find(String name) {
        return isName(name) ? repository.find(name) : Optional.empty();
    }

    /** {@code fields} are named and written as in the configuration file. */
    public Outcome create(UUID actor, Map<String, Object> fields) {
        var draft = ScopeDraft.read(fields);
        var scope = draft.scope();
        if (scope == null || !draft.problems().isEmpty()) {
            return new Outcome.Rejected(draft.problems());
        }
        var isCreated = inTransaction(() -> {
            if (!repository.insert(scope)) {
                return false;
            }
            var values = new LinkedHashMap<>(ScopeFields.words(scope));
            values.remove("name");
            events.publishEvent(new ScopeAdministered("scope.created", actor, scope.name(), values));
            return true;
        });
        return isCreated ? new Outcome.Saved() : new Outcome.NameTaken();
    }

    /** @param version {@link RegisteredScope#version} of what the administrator saw */
    public Outcome change(UUID actor, String name, long version, Map<String, Object> fields) {
        var before = find(name);
        if (before.isEmpty()) {
            return new Outcome.NoSuchScope();
        }
        if (before.get().version() != version) {
            return new Outcome.Stale(before.get());
        }
        var all = new LinkedHashMap<>(fields);
        all.put("name", name);
        var draft = ScopeDraft.read(all);
        var scope = draft.scope();
        if (scope == null || !draft.problems().isEmpty()) {
            return new Outcome.Rejected(draft.problems());
        }
        var differences = ScopeFields.differences(before.get().scope(), scope);
        if (differences.isEmpty() || inTransaction(() -> change(actor, scope, version, differences))) {
            return new Outcome.Saved();
        }
        return find(name).<Outcome>map(Outcome.Stale::new).orElseGet(Outcome.NoSuchScope::new);
    }

    /** Deletes the scope and takes it from clients, consents and grants. False if there was none. */
    public boolean delete(UUID actor, String name) {
        return isName(name)
                && inTransaction(() -> {
                    if (!repository.delete(name)) {
                        return false;
                    }
                    events.publishEvent(new ScopeDeleted(actor, name, repository.takeFromClients(name)));
                    return true;
                });
    }

    private boolean change(UUID actor, Scope scope, long version, Map<String, String> differences) {
        var isChanged = repository.change(scope, version);
        if (isChanged) {
            events.publishEvent(new ScopeAdministered("scope.changed", actor, scope.name(), differences));
        }
        return isChanged;
    }

    private boolean inTransaction(Supplier<@Nullable Boolean> change) {
        var result = Boolean.TRUE.equals(transaction.execute(_ -> change.get()));
        scopes.clear();
        clients.clear();
        return result;
    }

    /** PostgreSQL has no text with a zero byte. */
    private static boolean isName(String name) {
        return Rules.scopeName(name).isEmpty();
    }
}
