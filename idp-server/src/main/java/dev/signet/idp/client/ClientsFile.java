package dev.signet.idp.client;

import dev.signet.idp.client.Findings.Place;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads {@code clients.yaml}. Everything that is wrong is found in one go, each with its line.
 *
 * <p>The document is only composed into nodes, never constructed into objects, so no tag in it can name a class.
 */
final class ClientsFile {

    private static final int MAX_CHARACTERS = 4_000_000;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 20;

    private final Path path;
    private final Findings findings;
    private final ClientReader clientReader;

    private ClientsFile(Path path, Function<String, @Nullable String> environment) {
        this.path = path;
        this.findings = new Findings(path.normalize().toString());
        var folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
        this.clientReader = new ClientReader(findings, new SecretReader(folder, environment, findings));
    }

    /** {@code environment} answers with the value of an environment variable, or null. */
    static Declarations read(Path path, Function<String, @Nullable String> environment) {
        return new ClientsFile(path, environment).read();
    }

    private Declarations read() {
        var clients = new ArrayList<ClientDeclaration>();
        var scopes = new ArrayList<Scope>();
        root().ifPresent(root -> {
            root.allowOnly(List.of("clients", "scopes"));
            scopes.addAll(scopes(root));
            clients.addAll(clients(root, namesOf(scopes)));
        });
        return new Declarations(clients, scopes, findings.problems(), findings.warnings());
    }

    private Optional<YamlMapping> root() {
        try {
            if (Files.size(path) > MAX_CHARACTERS) {
                return refused(Place.FILE, "larger than " + MAX_CHARACTERS + " bytes");
            }
            return compose(Files.readString(path));
        } catch (NoSuchFileException e) {
            return refused(Place.FILE, "no such file");
        } catch (CharacterCodingException e) {
            return refused(Place.FILE, "not UTF-8 text");
        } catch (IOException e) {
            return refused(Place.FILE, "cannot be read");
        }
    }

    private Optional<YamlMapping> compose(String text) {
        try {
            var root = yaml().compose(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text));
            if (root == null) {
                return Optional.empty();
            }
            return root instanceof MappingNode mapping
                    ? Optional.of(new YamlMapping(mapping, "", findings))
                    : refused(Place.of(root.getStartMark(), ""), "must be a mapping with clients and scopes");
        } catch (MarkedYAMLException e) {
            // Only the problem itself: the whole message quotes lines of the file, and those may hold a secret.
            return refused(Place.of(e.getProblemMark(), ""), "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return refused(Place.FILE, "not valid YAML: " + e.getMessage());
        }
    }

    private static Yaml yaml() {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMergeOnCompose(true);
        return new Yaml(new SafeConstructor(limits));
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

    private Optional<YamlMapping> refused(Place where, String rule) {
        findings.problem(where, rule);
        return Optional.empty();
    }
}
