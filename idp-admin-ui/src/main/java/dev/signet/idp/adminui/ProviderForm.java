package dev.signet.idp.adminui;

import static java.util.Objects.requireNonNullElse;

import dev.signet.idp.adminui.ProviderOffice.Choices;
import dev.signet.idp.adminui.ProviderOffice.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form that describes a provider: what stands in each field, what is wrong with it, and, where somebody else changed
 * the provider meanwhile, what is stored now.
 *
 * @param problems those of fields that the form does not have
 */
record ProviderForm(List<Group> groups, List<Problem> problems) {

    private static final int FREE_ROWS = 3;

    record Group(String name, List<Field> fields) {}

    /**
     * A field.
     *
     * @param kind the name of a {@link ProviderFieldKind}
     * @param value as it stands in the form, a list on lines of its own; never a secret
     * @param rows of the fields that have several: claims, and rules
     * @param stored what is stored now; null where that is the same, or nobody else changed the provider
     */
    record Field(
            String name,
            String kind,
            String value,
            List<Row> rows,
            List<String> choices,
            List<Problem> problems,
            @Nullable String stored) {}

    /** One line of a field, by its parts. */
    record Row(Map<String, String> parts) {

        public String part(String name) {
            return parts.getOrDefault(name, "");
        }
    }

    static ProviderForm of(
            Map<String, Map<String, ProviderFieldKind>> layout,
            Map<String, Object> fields,
            Choices choices,
            List<Problem> problems,
            @Nullable Map<String, Object> stored) {
        var groups = new ArrayList<Group>();
        layout.forEach((group, kinds) -> {
            var inGroup = new ArrayList<Field>();
            kinds.forEach((name, kind) -> inGroup.add(new Field(
                    name,
                    kind.name(),
                    isSecret(kind) ? "" : text(fields.get(name)),
                    rows(kind, fields.get(name), choices),
                    kind == ProviderFieldKind.RULES
                            ? choices.roles()
                            : choices.values().getOrDefault(name, List.of()),
                    problems.stream().filter(it -> it.field().equals(name)).toList(),
                    stored == null || isSecret(kind) ? null : difference(fields.get(name), stored.get(name)))));
            groups.add(new Group(group, inGroup));
        });
        return new ProviderForm(groups, elsewhere(groups, problems));
    }

    /** What was typed into fields of these kinds. What was left empty is not there; the secret never is. */
    static Map<String, Object> typed(
            Map<String, Map<String, ProviderFieldKind>> layout, MultiValueMap<String, String> typed) {
        var fields = new LinkedHashMap<String, Object>();
        layout.values()
                .forEach(kinds -> kinds.forEach((name, kind) -> {
                    var first = requireNonNullElse(typed.getFirst(name), "").strip();
                    switch (kind) {
                        case TEXT, ONE ->
                            fields.put(name, name.equals("scope") ? first.replaceAll("\\s+", " ") : first);
                        case LINES ->
                            fields.put(
                                    name,
                                    first.lines()
                                            .map(String::strip)
                                            .filter(line -> !line.isEmpty())
                                            .toList());
                        case FLAG ->
                            fields.put(
                                    name,
                                    requireNonNullElse(typed.get(name), List.of())
                                            .contains("true"));
                        case CLAIMS -> fields.put(name, typedClaims(typed));
                        case RULES -> fields.put(name, typedRules(typed));
                        case SECRET, KEY -> {}
                    }
                }));
        fields.values().removeIf(it -> it.equals("") || it.equals(List.of()) || it.equals(Map.of()));
        return fields;
    }

    /** Those that are not filled by the claim of the same name. */
    private static Map<String, String> typedClaims(MultiValueMap<String, String> typed) {
        var claims = new LinkedHashMap<String, String>();
        typed.forEach((name, values) -> {
            if (name.startsWith("claims.")) {
                var ours = name.substring("claims.".length());
                var theirs = values.getFirst().strip();
                if (!theirs.equals(ours)) {
                    claims.put(ours, theirs);
                }
            }
        });
        return claims;
    }

    private static List<Map<String, String>> typedRules(MultiValueMap<String, String> typed) {
        var rules = new ArrayList<Map<String, String>>();
        var claims = requireNonNullElse(typed.get("roles.claim"), List.<String>of());
        for (var i = 0; i < claims.size(); i++) {
            var rule = new LinkedHashMap<String, String>();
            for (var part : List.of("claim", "contains", "role")) {
                rule.put(part, at(typed, "roles." + part, i));
            }
            if (rule.values().stream().anyMatch(it -> !it.isEmpty())) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static String at(MultiValueMap<String, String> typed, String name, int index) {
        var values = requireNonNullElse(typed.get(name), List.<String>of());
        return index < values.size() ? values.get(index).strip() : "";
    }

    private static boolean isSecret(ProviderFieldKind kind) {
        return kind == ProviderFieldKind.SECRET || kind == ProviderFieldKind.KEY;
    }

    private static List<Row> rows(ProviderFieldKind kind, @Nullable Object value, Choices choices) {
        var rows = new ArrayList<Row>();
        if (kind == ProviderFieldKind.CLAIMS) {
            var changed = value instanceof Map<?, ?> map ? map : Map.of();
            for (var ours : choices.claims()) {
                var theirs = changed.containsKey(ours) ? String.valueOf(changed.get(ours)) : ours;
                rows.add(new Row(Map.of("ours", ours, "theirs", theirs)));
            }
        }
        if (kind == ProviderFieldKind.RULES) {
            if (value instanceof List<?> rules) {
                rules.forEach(it -> rows.add(new Row(parts(it))));
            }
            for (var i = 0; i < FREE_ROWS; i++) {
                rows.add(new Row(Map.of()));
            }
        }
        return rows;
    }

    private static Map<String, String> parts(Object rule) {
        var parts = new LinkedHashMap<String, String>();
        if (rule instanceof Map<?, ?> map) {
            map.forEach((name, part) -> parts.put(String.valueOf(name), String.valueOf(part)));
        }
        return parts;
    }

    /** As people read it; a mapping with its members on lines of their own. */
    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().flatMap(it -> texts(it).stream()).toList();
            case Map<?, ?> rule
            when rule.containsKey("role") ->
                List.of(rule.get("claim") + " = " + rule.get("contains") + " → " + rule.get("role"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(it -> it.getKey() + " ← " + it.getValue())
                        .toList();
            default -> value.equals("") ? List.of() : List.of(value.toString());
        };
    }

    private static String text(@Nullable Object value) {
        return String.join("\n", texts(value));
    }

    private static @Nullable String difference(@Nullable Object typed, @Nullable Object stored) {
        return text(typed).equals(text(stored)) ? null : String.join(", ", texts(stored));
    }

    private static List<Problem> elsewhere(List<Group> groups, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> groups.stream()
                        .flatMap(it -> it.fields().stream())
                        .noneMatch(it -> it.name().equals(problem.field())))
                .toList();
    }
}
