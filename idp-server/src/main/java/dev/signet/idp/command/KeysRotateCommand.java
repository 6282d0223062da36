package dev.signet.idp.command;

import dev.signet.idp.signingkey.SigningKeyRotation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rotate",
        description = {
            "Publish the successor of each key that signs and has none. Keys rotate by themselves; this is for doing so earlier.",
            "The successors sign once every key set that an application may have kept holds them, and nothing ends. It is no"
                    + " help against a stolen key: withdraw that."
        })
class KeysRotateCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    KeysRotateCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var published = context.getBean(SigningKeyRotation.class).publishSuccessors();
            spec.commandLine()
                    .getOut()
                    .println(
                            published == 0
                                    ? "Each key has a successor already."
                                    : "Published the successors of %d keys.".formatted(published));
            return ExitCode.OK;
        }
    }
}
