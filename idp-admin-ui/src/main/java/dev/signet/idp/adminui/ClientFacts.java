package dev.signet.idp.adminui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is registered about a client, in groups. What is not registered is left out. */
final class ClientFacts {

    private ClientFacts() {}

    /** @param name last part of message keys */
    record Section(String name, List<Fact> facts) {}

    /**
     * One field.
     *
     * @param isFlag whether its only value is true or false
     */
    record Fact(String name, List<String> values, boolean isFlag) {}

    static List<Section> of(Map<String, Object> fields) {
        var sections = new ArrayList<Section>();
        ClientFieldKind.GROUPS.forEach((group, names) -> {
            var facts = names.keySet().stream()
                    .map(name -> fact(name, fields.get(name)))
                    .filter(it -> !it.values().isEmpty())
                    .toList();
            if (!facts.isEmpty()) {
                sections.add(new Section(group, facts));
            }
        });
        return sections;
    }

    private static Fact fact(String name, @Nullable Object value) {
        return new Fact(name, ClientForm.texts(value), value instanceof Boolean);
    }
}
