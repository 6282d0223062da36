package dev.signet.idp.federation;

import dev.signet.idp.access.RolesByRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a file declares. Whatever is as the file says already is not touched, and nobody hears of it. */
@Service
class DeclaredProviders {

    private static final String FILE = "file";

    private final ProviderRepository repository;
    private final RolesByRule rolesByRule;
    private final ApplicationEventPublisher events;

    DeclaredProviders(ProviderRepository repository, RolesByRule rolesByRule, ApplicationEventPublisher events) {
        this.repository = repository;
        this.rolesByRule = rolesByRule;
        this.events = events;
    }

    /**
     * Returns what changed, in sentences.
     *
     * @param isWhole whether those that a file declared before, and not this time, are deleted
     */
    @Transactional
    List<String> write(List<DeclaredProvider> declared, boolean isWhole) {
        var changes = new ArrayList<String>();
        Map<String, StoredProvider> stored = new LinkedHashMap<>();
        repository.listForUpdate().forEach(it -> stored.put(it.id(), it));
        for (var position = 0; position < declared.size(); position++) {
            var wanted = declared.get(position);
            var before = stored.remove(wanted.id());
            if (before == null) {
                add(wanted, isWhole ? FILE : "console", changes);
            } else {
                change(wanted, before, changes);
            }
            if (isWhole) {
                repository.place(wanted.id(), position, FILE);
            }
        }
        for (var left : stored.values()) {
            if (isWhole && left.source().equals(FILE)) {
                delete(left, changes);
            } else {
                changes.add("provider " + left.id() + ": not in the file, kept");
            }
        }
        return changes;
    }

    private void add(DeclaredProvider wanted, String source, List<String> changes) {
        var secret = Objects.requireNonNull(wanted.secret(), "the reader wants one for a provider that is new");
        var isEnabled = !Boolean.FALSE.equals(wanted.enabled());
        if (repository.insert(wanted.provider(), secret, isEnabled, source)) {
            changes.add("provider " + wanted.id() + ": created");
            publish("provider.added", wanted.id(), ProviderFields.words(wanted.provider()));
        }
    }

    private void change(DeclaredProvider wanted, StoredProvider before, List<String> changes) {
        var differences = new LinkedHashMap<>(ProviderFields.differences(before.provider(), wanted.provider()));
        var isSecretNew = wanted.secret() != null && !wanted.secret().equals(before.secret());
        if (isSecretNew) {
            differences.put(ProviderDraft.SECRET, "replaced");
        }
        if (!differences.isEmpty()) {
            repository.change(wanted.provider(), isSecretNew ? wanted.secret() : null, before.version());
            rolesByRule.keepOnly(wanted.id(), wanted.provider().roleNames());
            publish("provider.changed", wanted.id(), differences);
        }
        var isSwitched = wanted.enabled() != null && repository.enable(wanted.id(), wanted.enabled());
        if (isSwitched) {
            var isEnabled = Boolean.TRUE.equals(wanted.enabled());
            if (!isEnabled) {
                rolesByRule.keepOnly(wanted.id(), List.of());
            }
            publish(isEnabled ? "provider.enabled" : "provider.disabled", wanted.id(), Map.of());
        }
        if (isSwitched || !differences.isEmpty()) {
            changes.add("provider " + wanted.id() + ": changed");
        }
    }

    private void delete(StoredProvider left, List<String> changes) {
        repository.delete(left.id());
        rolesByRule.keepOnly(left.id(), List.of());
        changes.add("provider " + left.id() + ": removed");
        publish("provider.deleted", left.id(), Map.of());
    }

    private void publish(String action, String provider, Map<String, String> details) {
        events.publishEvent(new ProviderAdministered(action, null, provider, details));
    }
}
