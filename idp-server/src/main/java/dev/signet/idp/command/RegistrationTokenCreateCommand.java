package dev.signet.idp.command;

import dev.signet.idp.clientregistration.InitialAccessTokens;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description = {
            "Make an initial access token (RFC 7591) and print it, once.",
            "It is needed where idp.client-registration.mode is token."
        })
class RegistrationTokenCreateCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = "--uses", paramLabel = "N", description = "How many clients may register with it; 1 if not given.")
    private int uses = 1;

    @Option(
            names = "--valid",
            paramLabel = "P",
            description = "How long it works, such as P7D or PT12H; seven days if not given, at most a year.")
    private Duration valid = Duration.ofDays(7);

    RegistrationTokenCreateCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (uses < 1 || uses > InitialAccessTokens.MOST_USES) {
            throw new ParameterException(
                    spec.commandLine(), "--uses must be from 1 to " + InitialAccessTokens.MOST_USES);
        }
        if (!valid.isPositive() || valid.compareTo(InitialAccessTokens.LONGEST_LIFETIME) > 0) {
            throw new ParameterException(spec.commandLine(), "--valid must be positive and at most 365 days");
        }
        try (var context = opener.open()) {
            spec.commandLine()
                    .getOut()
                    .println(context.getBean(InitialAccessTokens.class).create(uses, valid));
            return ExitCode.OK;
        }
    }
}
