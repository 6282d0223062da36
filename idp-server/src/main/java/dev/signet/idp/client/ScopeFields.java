package dev.signet.idp.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A scope as the configuration file writes it. What is not said is not there. */
public final class ScopeFields {

    private ScopeFields() {}

    public static Map<String, Object> of(Scope scope) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", scope.name());
        fields.put("description", Objects.requireNonNullElse(scope.description(), ""));
        new TreeMap<>(scope.translations()).forEach((language, text) -> fields.put("description#" + language, text));
        fields.put("claims", scope.claims());
        if (!scope.claimSources().isEmpty()) {
            fields.put(ScopeReader.SOURCES, new TreeMap<>(scope.claimSources()));
        }
        if (scope.isInIdToken()) {
            fields.put("in_id_token", true);
        }
        if (!scope.resources().isEmpty()) {
            fields.put("resources", scope.resources());
        }
        return fields;
    }

    /** What differs, by name and in words: the value before and the value now. */
    static Map<String, String> differences(Scope before, Scope now) {
        var old = of(before);
        var current = of(now);
        var names = new TreeMap<>(old);
        names.putAll(current);
        var differences = new LinkedHashMap<String, String>();
        names.keySet().forEach(name -> {
            if (!Objects.equals(old.get(name), current.get(name))) {
                differences.put(name, word(old, name) + " → " + word(current, name));
            }
        });
        return differences;
    }

    /** The same in words, for the audit trail. */
    static Map<String, String> words(Scope scope) {
        var words = new LinkedHashMap<String, String>();
        of(scope).forEach((name, value) -> words.put(name, value.toString()));
        return words;
    }

    private static String word(Map<String, Object> fields, String name) {
        return fields.containsKey(name) ? fields.get(name).toString() : "nothing";
    }
}
