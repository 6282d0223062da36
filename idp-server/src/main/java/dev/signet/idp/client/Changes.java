package dev.signet.idp.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Names of clients or scopes, by what applying a file did to them.
 *
 * @param notInFile declared by an earlier file, and kept
 */
public record Changes(List<String> created, List<String> changed, List<String> unchanged, List<String> notInFile) {

    static Changes of(Map<String, Effect> effects, Collection<String> declaredBefore) {
        return new Changes(
                named(Effect.CREATED, effects),
                named(Effect.CHANGED, effects),
                named(Effect.UNCHANGED, effects),
                declaredBefore.stream()
                        .filter(name -> !effects.containsKey(name))
                        .toList());
    }

    private static List<String> named(Effect effect, Map<String, Effect> effects) {
        return effects.entrySet().stream()
                .filter(entry -> entry.getValue() == effect)
                .map(Map.Entry::getKey)
                .toList();
    }
}
