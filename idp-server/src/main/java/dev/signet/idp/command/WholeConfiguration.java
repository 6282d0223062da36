package dev.signet.idp.command;

import dev.signet.idp.client.ClientConfiguration;
import dev.signet.idp.federation.ProviderConfiguration;
import dev.signet.idp.settings.IdpProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Clients, scopes and providers as one thing that is exported, compared and applied. A file that is named may hold all of
 * them; otherwise it is {@code clients.yaml} and, where there is one, {@code providers.yaml} of the configuration folder.
 */
final class WholeConfiguration {

    private static final List<String> OF_CLIENTS = List.of("clients", "scopes");
    private static final List<String> OF_PROVIDERS = List.of("providers");

    private final ClientConfiguration clients;
    private final ProviderConfiguration providers;
    private final TransactionTemplate transaction;
    private final Path folder;

    private WholeConfiguration(ApplicationContext context) {
        this.clients = context.getBean(ClientConfiguration.class);
        this.providers = context.getBean(ProviderConfiguration.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.folder = context.getBean(IdpProperties.class).configDir();
    }

    static WholeConfiguration of(ApplicationContext context) {
        return new WholeConfiguration(context);
    }

    /**
     * What came of it.
     *
     * @param isFine whether the lines are what was, or would be, changed; otherwise they are the problems
     */
    record Result(boolean isFine, List<String> lines) {}

    /** Without secrets. The same configuration gives the same text. */
    String export() {
        var entries = providers.export();
        return entries.isEmpty() ? clients.export() : clients.export() + text(Map.of("providers", entries));
    }

    Result plan(@Nullable Path file) {
        return file == null
                ? together(
                        result(clients.plan(clientsFile())),
                        hasProvidersFile() ? result(providers.plan(providersFile(), true, List.of())) : nothing())
                : together(result(clients.plan(file, OF_PROVIDERS)), result(providers.plan(file, false, OF_CLIENTS)));
    }

    /** All of it or nothing. */
    Result apply(@Nullable Path file) {
        var plan = plan(file);
        return plan.isFine()
                ? Objects.requireNonNull(transaction.execute(_ -> applied(file)))
                : plan; // which names every problem of both
    }

    private Result applied(@Nullable Path file) {
        var ofClients = file == null ? clients.apply(clientsFile()) : clients.apply(file, OF_PROVIDERS);
        var ofProviders = new ArrayList<String>();
        if (file != null) {
            ofProviders.addAll(providers.merge(file, OF_CLIENTS).lines());
        } else if (hasProvidersFile()) {
            ofProviders.addAll(providers.apply(providersFile()).lines());
        }
        return new Result(
                true,
                Stream.concat(ofClients.lines().stream(), ofProviders.stream()).toList());
    }

    private static Result together(Result first, Result second) {
        // Of two only the problems, if either has any.
        var lines = Stream.of(first, second)
                .filter(it -> first.isFine() == second.isFine() || !it.isFine())
                .flatMap(it -> it.lines().stream())
                .distinct() // a file that cannot be read is told by both
                .toList();
        return new Result(first.isFine() && second.isFine(), lines);
    }

    private static Result result(ClientConfiguration.Plan plan) {
        return new Result(plan.isApplicable(), plan.lines());
    }

    private static Result result(ProviderConfiguration.Plan plan) {
        return new Result(plan.isApplicable(), plan.lines());
    }

    private static Result nothing() {
        return new Result(true, List.of());
    }

    private Path clientsFile() {
        return folder.resolve("clients.yaml");
    }

    private Path providersFile() {
        return folder.resolve("providers.yaml");
    }

    private boolean hasProvidersFile() {
        return Files.exists(providersFile());
    }

    private static String text(Map<String, Object> document) {
        var style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setIndicatorIndent(2);
        style.setIndentWithIndicator(true);
        style.setSplitLines(false);
        return new Yaml(style).dump(new LinkedHashMap<>(document));
    }
}
