package dev.signet.idp.command;

import dev.signet.idp.client.ClientConfiguration;
import dev.signet.idp.settings.IdpProperties;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = {
            "Show what config apply would change, and change nothing.",
            "Ends with 1 if anything in the file is wrong."
        })
class ConfigPlanCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "File to compare; without it clients.yaml in idp.config-dir.")
    private @Nullable Path file;

    ConfigPlanCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var chosen = file == null
                    ? context.getBean(IdpProperties.class).configDir().resolve("clients.yaml")
                    : file;
            var plan = context.getBean(ClientConfiguration.class).plan(chosen);
            var line = spec.commandLine();
            plan.lines().forEach((plan.isApplicable() ? line.getOut() : line.getErr())::println);
            if (plan.isApplicable() && plan.lines().isEmpty()) {
                line.getOut().println("Nothing would change.");
            }
            return plan.isApplicable() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
