package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What is registered, written as a configuration file, and how a file differs from it. */
@Component
class ConfigurationText {

    private static final int AT_ONCE = 500;

    private final ClientRepository clients;
    private final ScopeRepository scopes;

    ConfigurationText(ClientRepository clients, ScopeRepository scopes) {
        this.clients = clients;
        this.scopes = scopes;
    }

    /** Without clients that registered or described themselves, and without secrets: applied where the clients are, it keeps theirs; elsewhere it makes new ones. */
    String export() {
        var document = new LinkedHashMap<String, Object>();
        document.put("scopes", scopes.all().stream().map(ScopeFields::of).toList());
        document.put(
                "clients",
                all().stream()
                        .filter(it ->
                                !it.source().equals("self") && !it.source().equals(DescribedClients.SOURCE))
                        .map(ConfigurationText::entry)
                        .toList());
        var style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setIndicatorIndent(2);
        style.setIndentWithIndicator(true);
        style.setSplitLines(false);
        return new Yaml(style).dump(document);
    }

    /** One line for each thing that would change, none where all is as the file says. */
    List<String> describe(Declarations declared) {
        var lines = new ArrayList<String>();
        describeScopes(declared, lines);
        var stored = new TreeMap<String, StoredClient>();
        clients.declared(declared.clients().stream()
                        .map(ClientDeclaration::clientId)
                        .toList())
                .forEach(it -> stored.put(it.clientId(), it));
        for (var client : declared.clients()) {
            describe(client, stored.remove(client.clientId()), lines);
        }
        stored.keySet().forEach(id -> lines.add("client " + id + ": not in the file, would be kept"));
        return lines;
    }

    private void describeScopes(Declarations declared, List<String> lines) {
        var stored = scopes.all().stream().collect(Collectors.toMap(Scope::name, it -> it));
        for (var scope : declared.scopes()) {
            var before = stored.get(scope.name());
            var what = "scope " + scope.name();
            if (before == null) {
                lines.add(what + ": would be created");
                continue;
            }
            ScopeFields.differences(before, scope)
                    .forEach((name, difference) -> lines.add(what + ": " + name + ": " + difference));
        }
    }

    private static void describe(ClientDeclaration wanted, @Nullable StoredClient before, List<String> lines) {
        var what = "client " + wanted.clientId();
        if (before == null) {
            lines.add(what + ": would be created");
            return;
        }
        if (!before.source().equals("file")) {
            lines.add(what + ": would belong to the file; until now only the console knew it");
        }
        if (before.enabled() != wanted.enabled()) {
            lines.add(what + ": would be " + (wanted.enabled() ? "enabled" : "disabled"));
        }
        ClientFields.differences(before.metadata(), wanted.metadata())
                .forEach((name, difference) -> lines.add(what + ": " + name + ": " + difference));
        describeSecret(wanted, before, what, lines);
    }

    private static void describeSecret(ClientDeclaration wanted, StoredClient before, String what, List<String> lines) {
        if (!wanted.takesSecret()) {
            if (!before.secrets().isEmpty()) {
                lines.add(what + ": client_secret: would be deleted");
            }
        } else if (wanted.secret() == null) {
            if (before.secrets().isEmpty()) {
                lines.add(what + ": client_secret: would be generated");
            }
        } else if (!before.secrets().contains(TokenHash.of(wanted.secret().value()))) {
            lines.add(what + ": client_secret: would be replaced");
        }
    }

    private List<ListedClient> all() {
        var all = new ArrayList<ListedClient>();
        var page = clients.page("", "", AT_ONCE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = clients.page("", page.getLast().clientId(), AT_ONCE);
        }
        return all;
    }

    private static Map<String, Object> entry(ListedClient client) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("client_id", client.clientId());
        if (!client.enabled()) {
            entry.put("enabled", false);
        }
        entry.putAll(ClientFields.of(client.metadata()));
        return entry;
    }
}
