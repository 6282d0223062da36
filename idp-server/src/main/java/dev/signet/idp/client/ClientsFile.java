package dev.signet.idp.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code clients.yaml}. Everything that is wrong is found in one go, each with its line. */
final class ClientsFile {

    private final Path path;
    private final Findings findings;
    private final ClientReader clientReader;
    private final List<String> others;

    private ClientsFile(Path path, Function<String, @Nullable String> environment, List<String> others) {
        this.path = path;
        this.others = others;
        this.findings = new Findings(path.normalize().toString());
        var folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
        this.clientReader = new ClientReader(findings, new SecretReader(folder, environment, findings));
    }

    /** {@code environment} answers with the value of an environment variable, or null. */
    static Declarations read(Path path, Function<String, @Nullable String> environment) {
        return read(path, environment, List.of());
    }

    /** {@code others} is what else the file may hold. */
    static Declarations read(Path path, Function<String, @Nullable String> environment, List<String> others) {
        return new ClientsFile(path, environment, others).read();
    }

    private Declarations read() {
        var clients = new ArrayList<ClientDeclaration>();
        var scopes = new ArrayList<Scope>();
        ConfigurationFile.root(path, "clients and scopes", findings).ifPresent(root -> {
            root.allowOnly(Stream.concat(Stream.of("clients", "scopes"), others.stream())
                    .toList());
            scopes.addAll(scopes(root));
            clients.addAll(clients(root, namesOf(scopes)));
        });
        return new Declarations(clients, scopes, findings.problems(), findings.warnings());
    }

    private List<Scope> scopes(YamlMapping root) {
        var scopes = new ArrayList<Scope>();
        var names = new HashSet<String>();
        for (var entry : root.mappings("scopes")) {
            var scope = ScopeReader.read(entry, findings);
            if (scope == null) {
                continue;
            }
            if (!names.add(scope.name())) {
                findings.problem(entry.place("name"), "the scope " + scope.name() + " is declared twice");
            }
            scopes.add(scope);
        }
        return scopes;
    }

    private List<ClientDeclaration> clients(YamlMapping root, Set<String> scopeNames) {
        var clients = new ArrayList<ClientDeclaration>();
        var ids = new HashSet<String>();
        for (var entry : root.mappings("clients")) {
            var client = clientReader.read(entry, scopeNames);
            if (client == null) {
                continue;
            }
            if (!ids.add(client.clientId())) {
                findings.problem(entry.place("client_id"), "the client " + client.clientId() + " is declared twice");
            }
            clients.add(client);
        }
        return clients;
    }

    private static Set<String> namesOf(List<Scope> own) {
        var names = new LinkedHashSet<String>();
        BuiltInScopes.ALL.forEach(scope -> names.add(scope.name()));
        own.forEach(scope -> names.add(scope.name()));
        return names;
    }
}
