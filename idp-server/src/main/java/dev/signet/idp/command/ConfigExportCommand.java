package dev.signet.idp.command;

import dev.signet.idp.client.ClientConfiguration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Print all clients and scopes as a file that config apply takes.",
            "The same registrations give the same text. Secrets are not in it."
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
            out.print(context.getBean(ClientConfiguration.class).export());
            out.flush();
            return ExitCode.OK;
        }
    }
}
