package dev.signet.idp.federation;

import dev.signet.idp.client.ConfigurationFile;
import dev.signet.idp.client.ConfigurationProblem;
import dev.signet.idp.client.Findings;
import dev.signet.idp.client.SecretReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code providers.yaml}. Everything that is wrong is found in one go, each with its line. */
final class ProvidersFile {

    private ProvidersFile() {}

    /**
     * What the file says.
     *
     * @param problems nothing may be applied unless this is empty
     */
    record Content(
            List<DeclaredProvider> providers,
            List<ConfigurationProblem> problems,
            List<ConfigurationProblem> warnings) {}

    /**
     * Reads the file.
     *
     * @param environment answers with the value of an environment variable, or null
     * @param hasSecret whether a secret is stored for a provider
     * @param others what else the file may hold, for others to read
     */
    static Content read(
            Path path,
            Function<String, @Nullable String> environment,
            Predicate<String> hasSecret,
            List<String> others) {
        var findings = new Findings(path.normalize().toString());
        var folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
        var reader = new ProviderReader(findings, new SecretReader(folder, environment, findings), folder, hasSecret);
        var providers = new ArrayList<DeclaredProvider>();
        ConfigurationFile.root(path, "providers", findings).ifPresent(root -> {
            root.allowOnly(
                    Stream.concat(Stream.of("providers"), others.stream()).toList());
            var ids = new HashSet<String>();
            Map<String, String> domains = new HashMap<>();
            for (var entry : root.mappings("providers")) {
                var provider = reader.read(entry);
                if (provider == null) {
                    continue;
                }
                providers.add(provider);
                var id = provider.provider().id();
                if (!ids.add(id)) {
                    findings.problem(entry.place("id"), "the provider " + id + " is declared twice");
                }
                for (var domain : provider.provider().domains()) {
                    var other = domains.putIfAbsent(domain, id);
                    if (other != null) {
                        findings.problem(
                                entry.place("domains"), "people of " + domain + " are led to " + other + " already");
                    }
                }
            }
        });
        return new Content(providers, findings.problems(), findings.warnings());
    }
}
