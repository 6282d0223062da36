package dev.signet.idp.adminui;

import static java.util.Objects.requireNonNullElse;

import dev.signet.idp.adminui.ClientOffice.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form that describes a client: what stands in each field, what is wrong with it, and, where somebody else changed the
 * client meanwhile, what is stored now.
 *
 * @param problems those of fields that the form does not have
 */
record ClientForm(List<Group> groups, List<Problem> problems) {

    record Group(String name, List<Field> fields) {}

    /**
     * A field.
     *
     * @param kind the name of a {@link ClientFieldKind}
     * @param value as it stands in the form, a list on lines of its own
     * @param stored what is stored now; null where that is the same, or nobody else changed the client
     * @param before what stood in the field when the form was opened; null unless somebody else changed the field since
     * @param isAdopted whether the value is somebody else's, because whoever fills the form in did not change it
     */
    record Field(
            String name,
            String kind,
            String value,
            List<String> chosen,
            List<String> choices,
            List<Problem> problems,
            @Nullable String stored,
            @Nullable String before,
            boolean isAdopted) {

        Field merged(@Nullable String was, boolean isTheirs) {
            return new Field(name, kind, value, chosen, choices, problems, stored, was, isTheirs);
        }
    }

    /** The same form with what three versions of the client have to say about each field. */
    ClientForm merged(ClientMerge merge) {
        return new ClientForm(
                groups.stream()
                        .map(group -> new Group(
                                group.name(),
                                group.fields().stream()
                                        .map(it -> it.merged(
                                                merge.before().get(it.name()),
                                                merge.adopted().contains(it.name())))
                                        .toList()))
                        .toList(),
                problems);
    }

    /** A form of every field that can be changed, with {@code fields} in it. */
    static ClientForm of(
            Map<String, Object> fields,
            Map<String, List<String>> choices,
            List<Problem> problems,
            @Nullable Map<String, Object> stored) {
        return of(ClientFieldKind.GROUPS, fields, choices, problems, stored);
    }

    static ClientForm of(
            Map<String, Map<String, ClientFieldKind>> layout,
            Map<String, Object> fields,
            Map<String, List<String>> choices,
            List<Problem> problems,
            @Nullable Map<String, Object> stored) {
        var groups = new ArrayList<Group>();
        layout.forEach((group, kinds) -> {
            var inGroup = new ArrayList<Field>();
            kinds.forEach((name, kind) -> {
                if (kind != ClientFieldKind.READ) {
                    inGroup.add(new Field(
                            name,
                            kind.name(),
                            text(fields.get(name)),
                            texts(fields.get(name)),
                            choices.getOrDefault(name, List.of()),
                            problems.stream()
                                    .filter(it -> it.field().equals(name))
                                    .toList(),
                            stored == null ? null : difference(fields.get(name), stored.get(name)),
                            null,
                            false));
                }
            });
            groups.add(new Group(group, inGroup));
        });
        return new ClientForm(groups, elsewhere(groups, problems));
    }

    /**
     * What was typed over what is stored. Fields that the form does not have keep their value, unless what was typed takes
     * their meaning away.
     */
    static Map<String, Object> typedOver(Map<String, Object> stored, MultiValueMap<String, String> typed) {
        var fields = new LinkedHashMap<>(stored);
        ClientFieldKind.GROUPS.values().forEach(kinds -> fields.putAll(typed(kinds, typed)));
        fields.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        fields.putIfAbsent("scope", ""); // none, on purpose
        fields.putIfAbsent("grant_types", List.of()); // which the rules refuse; absent it would be the default
        fields.remove("response_types"); // follows from the grant types
        if (!Objects.equals(fields.get("token_endpoint_auth_method"), "private_key_jwt")) {
            fields.remove("assertion_audience");
        }
        return fields;
    }

    /** What was typed into fields of these kinds. */
    static Map<String, Object> typed(Map<String, ClientFieldKind> kinds, MultiValueMap<String, String> typed) {
        var fields = new LinkedHashMap<String, Object>();
        kinds.forEach((name, kind) -> {
            var values = requireNonNullElse(typed.get(name), List.<String>of());
            var first = values.isEmpty() ? "" : values.getFirst().strip();
            switch (kind) {
                case TEXT, JSON, ONE, ONE_OR_NONE ->
                    fields.put(name, name.equals("scope") ? first.replaceAll("\\s+", " ") : first);
                case LINES ->
                    fields.put(
                            name,
                            first.lines()
                                    .map(String::strip)
                                    .filter(line -> !line.isEmpty())
                                    .toList());
                case SEVERAL -> fields.put(name, List.copyOf(values));
                case FLAG -> fields.put(name, values.contains("true"));
                case READ -> {}
            }
        });
        return fields;
    }

    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> value.equals("") ? List.of() : List.of(value.toString());
        };
    }

    static String text(@Nullable Object value) {
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
