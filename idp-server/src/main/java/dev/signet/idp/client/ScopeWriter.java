package dev.signet.idp.client;

import dev.signet.idp.client.ClientEvents.ScopeChanged;
import dev.signet.idp.client.ClientEvents.ScopeDeclared;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Brings the rows of scopes to what the file declares. */
@Component
class ScopeWriter {

    private final ScopeRepository scopes;
    private final ApplicationEventPublisher events;

    ScopeWriter(ScopeRepository scopes, ApplicationEventPublisher events) {
        this.scopes = scopes;
        this.events = events;
    }

    /** In the order of the names, so that two nodes never wait for each other. */
    Changes writeAll(List<Scope> wanted) {
        var stored = new HashMap<String, Scope>();
        scopes.all().forEach(scope -> stored.put(scope.name(), scope));
        var declaredBefore = scopes.declared();
        var effects = new TreeMap<String, Effect>();
        wanted.stream()
                .sorted(Comparator.comparing(Scope::name))
                .forEach(scope -> effects.put(scope.name(), write(scope, scope.equals(stored.get(scope.name())))));
        return Changes.of(effects, declaredBefore);
    }

    private Effect write(Scope scope, boolean stored) {
        if (stored) {
            return Effect.UNCHANGED;
        }
        var effect = Effect.of(scopes.save(scope));
        switch (effect) {
            case CREATED -> events.publishEvent(new ScopeDeclared(scope.name()));
            case CHANGED -> events.publishEvent(new ScopeChanged(scope.name()));
            case UNCHANGED -> {}
        }
        return effect;
    }
}
