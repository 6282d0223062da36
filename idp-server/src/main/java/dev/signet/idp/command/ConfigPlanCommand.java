package dev.signet.idp.command;

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
            description = "File to compare; without it clients.yaml and providers.yaml in idp.config-dir.")
    private @Nullable Path file;

    ConfigPlanCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var plan = WholeConfiguration.of(context).plan(file);
            var line = spec.commandLine();
            plan.lines().forEach((plan.isFine() ? line.getOut() : line.getErr())::println);
            if (plan.isFine() && plan.lines().isEmpty()) {
                line.getOut().println("Nothing would change.");
            }
            return plan.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
