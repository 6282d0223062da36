package dev.signet.idp.command;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The verbs of the command line. */
public final class Commands {

    private Commands() {}

    /** Whether {@code arguments} ask for the server and not for a verb of ours. */
    public static boolean serves(String... arguments) {
        return CommandLineArguments.of(arguments).serves();
    }

    /** Runs a verb and returns the exit code. */
    public static int run(String... arguments) {
        var out = new PrintWriter(System.out, true, System.out.charset());
        var err = new PrintWriter(System.err, true, System.err.charset());
        return run(System.in, out, err, arguments);
    }

    static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        var parsed = CommandLineArguments.of(arguments);
        var context = new ContextOpener(parsed);
        return verb(new SignetCommand())
                .addSubcommand(verb(new ServeCommand()))
                .addSubcommand(verb(new AdminCommand()).addSubcommand(verb(new AdminCreateCommand(context, in))))
                .addSubcommand(verb(new UsersCommand())
                        .addSubcommand(verb(new UsersImportCommand(context, in)))
                        .addSubcommand(verb(new UsersInviteCommand(context)))
                        .addSubcommand(verb(new UsersLockdownCommand(context))))
                .addSubcommand(verb(new ConfigCommand())
                        .addSubcommand(verb(new ConfigApplyCommand(context)))
                        .addSubcommand(verb(new ConfigExportCommand(context)))
                        .addSubcommand(verb(new ConfigPlanCommand(context))))
                .addSubcommand(verb(new KeysCommand())
                        .addSubcommand(verb(new KeysListCommand(context)))
                        .addSubcommand(verb(new KeysRotateCommand(context)))
                        .addSubcommand(verb(new KeysWithdrawCommand(context))))
                .addSubcommand(verb(new RegistrationTokenCommand())
                        .addSubcommand(verb(new RegistrationTokenCreateCommand(context))))
                .addSubcommand(verb(new AuditCommand())
                        .addSubcommand(verb(new AuditVerifyCommand(context, in)))
                        .addSubcommand(verb(new AuditExportCommand(context)))
                        .addSubcommand(verb(new AuditPruneCommand(context))))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(verb(new VersionCommand()))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println(Failure.sentence(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(parsed.verb().toArray(String[]::new));
    }

    private static CommandLine verb(Object command) {
        var line = new CommandLine(command);
        line.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
        return line;
    }

    /** Opens the application without its web server, for the verbs that need it. The caller closes it. */
    static final class ContextOpener {

        private static final String LOG_THRESHOLD = "logging.threshold.console";

        private final CommandLineArguments arguments;

        ContextOpener(CommandLineArguments arguments) {
            this.arguments = arguments;
        }

        /** Quiet, because what a verb has to say it prints; {@code --logging.threshold.console=info} shows the log. */
        ConfigurableApplicationContext open() {
            var settings = new ArrayList<>(arguments.settings());
            if (!arguments.has(LOG_THRESHOLD)) {
                settings.add("--" + LOG_THRESHOLD + "=off");
            }
            var builder = new SpringApplicationBuilder(CommandContext.class).web(WebApplicationType.NONE);
            return ScopedValue.where(QuietFailureReporter.QUIET, true)
                    .call(() -> builder.run(settings.toArray(String[]::new)));
        }
    }
}
