package dev.signet.idp.federation;

import dev.signet.idp.client.ConfigurationProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/** Applies a file that declares providers: as it stands, or not at all. */
@Service
public class ProviderConfiguration {

    /** Every way {@link #apply} can end. */
    public sealed interface Outcome {

        /** The same in sentences for the operator. */
        List<String> lines();

        /** @param changes one sentence for each thing that is not as it was */
        record Applied(List<String> ids, List<String> changes, List<ConfigurationProblem> warnings) implements Outcome {

            @Override
            public List<String> lines() {
                return changes;
            }
        }

        record Refused(List<ConfigurationProblem> problems) implements Outcome {

            @Override
            public List<String> lines() {
                return problems.stream().map(ConfigurationProblem::toString).toList();
            }
        }
    }

    private final ProviderRepository repository;
    private final Providers providers;
    private final DeclaredProviders declared;
    private final Environment environment;

    ProviderConfiguration(
            ProviderRepository repository, Providers providers, DeclaredProviders declared, Environment environment) {
        this.repository = repository;
        this.providers = providers;
        this.declared = declared;
        this.environment = environment;
    }

    /**
     * Applies the file that stands in the configuration folder: a provider that it declared before and does not mention
     * any more is gone. Those that the console made stay. This node sees the change at once, the others within five
     * seconds.
     */
    public Outcome apply(Path file) {
        return apply(file, true, List.of());
    }

    /**
     * Applies a file that somebody names once: providers that it does not mention are kept.
     *
     * @param others what else may stand in the file
     */
    public Outcome merge(Path file, List<String> others) {
        return apply(file, false, others);
    }

    /**
     * What applying {@code file} would change, in sentences. Writes nothing.
     *
     * @param isWhole whether as by {@link #apply}, or else as by {@link #merge}
     */
    public Plan plan(Path file, boolean isWhole, List<String> others) {
        var stored = repository.list();
        var content = read(file, others, stored);
        return content.problems().isEmpty()
                ? new Plan(true, ProviderPlan.lines(content.providers(), stored, isWhole))
                : new Plan(false, new Outcome.Refused(content.problems()).lines());
    }

    /**
     * What {@link #plan} has to say.
     *
     * @param isApplicable whether the file could be applied; if not, the lines are its problems
     */
    public record Plan(boolean isApplicable, List<String> lines) {}

    /** Every provider as an entry of a file, without its secret. */
    public List<Map<String, Object>> export() {
        return repository.list().stream().map(ProviderFields::entry).toList();
    }

    private Outcome apply(Path file, boolean isWhole, List<String> others) {
        var content = read(file, others, repository.list());
        if (!content.problems().isEmpty()) {
            return new Outcome.Refused(content.problems());
        }
        var changes = declared.write(content.providers(), isWhole);
        providers.clear();
        return new Outcome.Applied(
                content.providers().stream().map(DeclaredProvider::id).toList(), changes, content.warnings());
    }

    private ProvidersFile.Content read(Path file, List<String> others, List<StoredProvider> stored) {
        var ids = stored.stream().map(StoredProvider::id).collect(Collectors.toSet());
        Predicate<String> hasSecret = ids::contains;
        return ProvidersFile.read(file, environment::getProperty, hasSecret, others);
    }
}
