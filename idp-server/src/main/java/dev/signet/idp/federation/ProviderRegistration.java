package dev.signet.idp.federation;

import dev.signet.idp.access.RolesByRule;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.user.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Providers as an administrator adds and changes them, by the rules of the configuration file. One of the file stays one:
 * the next start says again what the file says. Nobody changes a provider that reaches beyond them, see {@link
 * ProviderReach}.
 */
@Service
public class ProviderRegistration {

    /** Every way a change can end. */
    public sealed interface Outcome {

        record Saved() implements Outcome {}

        /** It is that way already. */
        record Unchanged() implements Outcome {}

        record Rejected(List<FieldProblem> problems) implements Outcome {}

        /** Somebody else changed the provider since; nothing was saved. */
        record Stale(RegisteredProvider current) implements Outcome {}

        record IdTaken() implements Outcome {}

        /** It signs in people who may do more than the actor, or gives roles that the actor lacks. */
        record BeyondReach() implements Outcome {}

        record NoSuchProvider() implements Outcome {}
    }

    private final ProviderRepository repository;
    private final Providers providers;
    private final ProviderReach reach;
    private final ProviderView view;
    private final RolesByRule rolesByRule;
    private final Writing writing;

    ProviderRegistration(
            ProviderRepository repository,
            Providers providers,
            ProviderReach reach,
            ProviderView view,
            RolesByRule rolesByRule,
            Writing writing) {
        this.repository = repository;
        this.providers = providers;
        this.reach = reach;
        this.view = view;
        this.rolesByRule = rolesByRule;
        this.writing = writing;
    }

    /** All of them, in the order of the sign-in page. */
    public List<RegisteredProvider> list() {
        return repository.list().stream().map(view::of).toList();
    }

    public Optional<RegisteredProvider> find(String id) {
        return stored(id).map(view::of);
    }

    /**
     * Adds a provider.
     *
     * @param fields named and written as in the configuration file, among them {@code preset}
     * @param secret as typed
     */
    public Outcome create(AccountId actor, String id, Map<String, Object> fields, String secret) {
        var draft = ProviderDraft.read(id, fields, secret);
        var problems = new ArrayList<>(draft.problems());
        var declared = draft.declared();
        if (secret.isBlank()) {
            problems.add(new FieldProblem(ProviderDraft.SECRET, 0, "missing"));
        }
        if (declared != null) {
            problems.addAll(takenDomains(declared.provider()));
        }
        if (declared == null || declared.secret() == null || !problems.isEmpty()) {
            return new Outcome.Rejected(problems);
        }
        if (!reach.covers(actor, declared.provider())) {
            return new Outcome.BeyondReach();
        }
        var kept = declared.secret();
        return inTransaction(() -> {
            if (!repository.insert(declared.provider(), kept, true, "console")) {
                return new Outcome.IdTaken();
            }
            writing.publish("provider.added", actor, id, ProviderFields.words(declared.provider()));
            return new Outcome.Saved();
        });
    }

    /**
     * Replaces what is stored.
     *
     * @param version {@link RegisteredProvider#version} of what the administrator saw
     * @param secret as typed; blank keeps the one that is stored
     */
    public Outcome change(AccountId actor, String id, long version, Map<String, Object> fields, String secret) {
        var before = stored(id);
        if (before.isEmpty()) {
            return new Outcome.NoSuchProvider();
        }
        if (before.get().version() != version) {
            return new Outcome.Stale(view.of(before.get()));
        }
        var old = before.get().provider();
        var draft = ProviderDraft.read(id, fields, secret);
        var problems = new ArrayList<>(draft.problems());
        var declared = draft.declared();
        if (declared != null) {
            problems.addAll(takenDomains(declared.provider()));
            if (secret.isBlank() && ProviderDraft.needsSecretAgain(old, declared.provider())) {
                problems.add(new FieldProblem(
                        ProviderDraft.SECRET, 0, "type it again: from now on it would be sent to another address"));
            }
        }
        if (declared == null || !problems.isEmpty()) {
            return new Outcome.Rejected(problems);
        }
        if (!reach.covers(actor, old, declared.provider())) {
            return new Outcome.BeyondReach();
        }
        var differences = differences(before.get(), declared);
        return differences.isEmpty()
                ? new Outcome.Unchanged()
                : inTransaction(() -> write(actor, before.get(), declared, differences));
    }

    /** Offers it on the sign-in page, or not. Whoever comes back from one that is disabled is told that it is gone. */
    public Outcome enable(AccountId actor, String id, boolean enabled) {
        return administer(actor, id, provider -> {
            if (!repository.enable(id, enabled)) {
                return new Outcome.Unchanged();
            }
            if (!enabled) {
                rolesByRule.keepOnly(id, List.of());
            }
            writing.publish(enabled ? "provider.enabled" : "provider.disabled", actor, id, Map.of());
            return new Outcome.Saved();
        });
    }

    /** The links of people stay, and work again if the provider comes back. The roles that it gave do not. */
    public Outcome delete(AccountId actor, String id) {
        return administer(actor, id, provider -> {
            if (!repository.delete(id)) {
                return new Outcome.NoSuchProvider();
            }
            rolesByRule.keepOnly(id, List.of());
            writing.publish("provider.deleted", actor, id, ProviderFields.words(provider));
            return new Outcome.Saved();
        });
    }

    /** Something to do with a provider as a whole. */
    private interface Act {

        Outcome to(Provider provider);
    }

    private Outcome administer(AccountId actor, String id, Act act) {
        var found = stored(id).map(StoredProvider::provider);
        if (found.isEmpty()) {
            return new Outcome.NoSuchProvider();
        }
        return reach.covers(actor, found.get()) ? inTransaction(() -> act.to(found.get())) : new Outcome.BeyondReach();
    }

    private Outcome write(
            AccountId actor, StoredProvider before, DeclaredProvider wanted, Map<String, String> differences) {
        var isSecretNew = differences.containsKey(ProviderDraft.SECRET);
        if (!repository.change(wanted.provider(), isSecretNew ? wanted.secret() : null, before.version())) {
            return stored(before.id())
                    .<Outcome>map(it -> new Outcome.Stale(view.of(it)))
                    .orElseGet(Outcome.NoSuchProvider::new);
        }
        rolesByRule.keepOnly(wanted.id(), wanted.provider().roleNames());
        writing.publish("provider.changed", actor, wanted.id(), differences);
        return new Outcome.Saved();
    }

    private static Map<String, String> differences(StoredProvider before, DeclaredProvider wanted) {
        var differences = new LinkedHashMap<>(ProviderFields.differences(before.provider(), wanted.provider()));
        if (wanted.secret() != null && !wanted.secret().equals(before.secret())) {
            differences.put(ProviderDraft.SECRET, "replaced");
        }
        return differences;
    }

    /** People of one domain cannot be led to two providers. */
    private List<FieldProblem> takenDomains(Provider provider) {
        var problems = new ArrayList<FieldProblem>();
        for (var other : repository.list()) {
            if (!other.id().equals(provider.id())) {
                other.provider().domains().stream()
                        .filter(provider.domains()::contains)
                        .map(it -> new FieldProblem(
                                "domains",
                                provider.domains().indexOf(it) + 1,
                                "people of " + it + " are led to " + other.id() + " already"))
                        .forEach(problems::add);
            }
        }
        return problems;
    }

    /** Whatever is no id is nobody's. */
    private Optional<StoredProvider> stored(String id) {
        return ProviderRules.id(id).isEmpty() ? repository.find(id) : Optional.empty();
    }

    private Outcome inTransaction(Supplier<Outcome> change) {
        var outcome = writing.inTransaction(change);
        providers.clear();
        return outcome;
    }

    /** What every change does beside the change itself. */
    @Service
    static class Writing {

        private final TransactionTemplate transaction;
        private final ApplicationEventPublisher events;

        Writing(TransactionTemplate transaction, ApplicationEventPublisher events) {
            this.transaction = transaction;
            this.events = events;
        }

        Outcome inTransaction(Supplier<Outcome> change) {
            return transaction.execute(_ -> change.get());
        }

        void publish(String action, @Nullable AccountId actor, String provider, Map<String, String> details) {
            events.publishEvent(
                    new ProviderAdministered(action, actor == null ? null : actor.value(), provider, details));
        }
    }
}
