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
        name = "apply",
        description = {
            "Apply a file that declares clients, scopes and providers.",
            "A running server sees the change within five seconds. A secret that is generated is printed once.",
            "Ends with 1 and changes nothing if anything in the file is wrong."
        })
class ConfigApplyCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "File to apply; without it clients.yaml and providers.yaml in idp.config-dir.")
    private @Nullable Path file;

    ConfigApplyCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var applied = WholeConfiguration.of(context).apply(file);
            var line = spec.commandLine();
            applied.lines().forEach((applied.isFine() ? line.getOut() : line.getErr())::println);
            return applied.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
