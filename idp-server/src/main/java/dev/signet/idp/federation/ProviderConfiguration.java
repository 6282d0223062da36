package dev.signet.idp.federation;

import dev.signet.idp.client.ConfigurationProblem;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/** Applies a file that declares providers: as it stands, or not at all. What it does not mention is gone. */
@Service
class ProviderConfiguration {

    /** Every way {@link #apply} can end. */
    sealed interface Outcome {

        record Applied(List<String> ids, List<ConfigurationProblem> warnings) implements Outcome {}

        record Refused(List<ConfigurationProblem> problems) implements Outcome {}
    }

    private final Providers providers;
    private final Environment environment;

    ProviderConfiguration(Providers providers, Environment environment) {
        this.providers = providers;
        this.environment = environment;
    }

    /** This node sees the change at once, the others within five seconds. */
    Outcome apply(Path file) {
        var content = ProvidersFile.read(file, environment::getProperty);
        if (!content.problems().isEmpty()) {
            return new Outcome.Refused(content.problems());
        }
        providers.replaceAll(content.providers());
        providers.clear();
        return new Outcome.Applied(
                content.providers().stream().map(it -> it.provider().id()).toList(), content.warnings());
    }
}
