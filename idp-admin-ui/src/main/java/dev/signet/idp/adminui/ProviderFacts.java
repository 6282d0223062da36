package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ProviderOffice.Connection;
import java.util.ArrayList;
import java.util.List;

/** Everything that is configured about a provider, in groups. What is not is left out. */
final class ProviderFacts {

    private ProviderFacts() {}

    /** @param name last part of message keys */
    record Section(String name, List<Fact> facts) {}

    /** @param isFlag whether its only value is true or false */
    record Fact(String name, List<String> values, boolean isFlag) {}

    static List<Section> of(Connection provider) {
        var sections = new ArrayList<Section>();
        ProviderFieldKind.of(provider.kind(), provider.fields()).forEach((group, kinds) -> {
            var facts = kinds.keySet().stream()
                    .map(name -> fact(name, provider))
                    .filter(it -> !it.values().isEmpty())
                    .toList();
            if (!facts.isEmpty()) {
                sections.add(new Section(group, facts));
            }
        });
        return sections;
    }

    private static Fact fact(String name, Connection provider) {
        var value = provider.fields().get(name);
        return new Fact(name, ProviderForm.texts(value), value instanceof Boolean);
    }
}
