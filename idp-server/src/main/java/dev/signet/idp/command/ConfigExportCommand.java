package dev.signet.idp.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Print all clients, scopes and providers as a file that config apply takes.",
            "The same configuration gives the same text. Secrets are not in it."
        })
class ConfigExportCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    ConfigExportCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var out = spec.commandLine().getOut();
            out.print(WholeConfiguration.of(context).export());
            out.flush();
            return ExitCode.OK;
        }
    }
}
