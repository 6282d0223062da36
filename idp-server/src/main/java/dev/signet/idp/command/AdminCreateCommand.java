package dev.signet.idp.command;

import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.setup.AdministratorCreation;
import dev.signet.idp.setup.AdministratorCreation.Outcome;
import dev.signet.idp.setup.NewAdministrator;
import dev.signet.idp.user.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "create", description = "Make the first administrator. The set-up link stops working.")
class AdminCreateCommand implements Callable<Integer> {

    private static final int MOST_PASSWORD_BYTES = 8192;

    private final Commands.ContextOpener opener;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = "--email", required = true, paramLabel = "E", description = "Address to sign in with.")
    private String email = "";

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "F",
            description = "File that holds the password in its first line; - reads standard input.")
    private String passwordFile = "";

    @Option(names = "--name", paramLabel = "N", description = "Name to show.")
    private String name = "";

    @Option(names = "--force", description = "Make a further administrator beside those that there are.")
    private boolean force;

    AdminCreateCommand(Commands.ContextOpener opener, InputStream in) {
        this.opener = opener;
        this.in = in;
    }

    @Override
    public Integer call() {
        var administrator = new NewAdministrator(name, email, password());
        try (var context = opener.open()) {
            var outcome = context.getBean(AdministratorCreation.class).byCommand(administrator, force);
            if (outcome instanceof Outcome.Created(var account)) {
                spec.commandLine().getOut().println("Created the administrator " + email + " (" + account + ")");
                return ExitCode.OK;
            }
            spec.commandLine().getErr().println(refusal(outcome, context.getBean(PasswordPolicy.class)));
            return ExitCode.SOFTWARE;
        }
    }

    private static String refusal(Outcome outcome, PasswordPolicy policy) {
        return switch (outcome) {
            case Outcome.AdministratorExists _ -> "There is an administrator already; --force makes a further one.";
            case Outcome.EmailTaken _ -> "There is an account with this e-mail address already.";
            case Outcome.Rejected(var violations, var passwordViolations) ->
                Stream.concat(
                                violations.stream().map(Violation::sentence),
                                passwordViolations.stream().map(policy::sentence))
                        .collect(Collectors.joining("\n"));
            case Outcome.Busy _ -> "Too many passwords are being hashed at once; try again.";
            case Outcome.Created _, Outcome.LinkUnusable _ -> throw new IllegalStateException(outcome.toString());
        };
    }

    private String password() {
        try (var file = Input.open(passwordFile, in)) {
            var text = new String(file.readNBytes(MOST_PASSWORD_BYTES), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailedException("The password file cannot be read", e);
        }
    }
}
