package dev.signet.idp.command;

import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Import user accounts from JSON lines.",
            "Each line is an object with email, optionally email_verified, further claims of OpenID Connect Core 5.1,"
                    + " and password_hash (Argon2, scrypt or PBKDF2 as a PHC string, bcrypt) or password.",
            "An account whose e-mail address is there already is left as it is, so an import can be repeated.",
            "Ends with 1 if a line was refused; the other lines are imported all the same."
        })
class UsersImportCommand implements Callable<Integer> {

    private static final int LINES_PER_REPORT = 10_000;

    private final Commands.ContextOpener opener;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "File to import; - reads standard input.")
    private String file = "";

    UsersImportCommand(Commands.ContextOpener opener, InputStream in) {
        this.opener = opener;
        this.in = in;
    }

    @Override
    public Integer call() throws Exception {
        try (var lines = Input.open(file, in);
                var context = opener.open()) {
            var result = context.getBean(UserImport.class).run(lines, new Progress());
            spec.commandLine()
                    .getOut()
                    .println("Imported %d accounts, %d were there already, %d lines were refused"
                            .formatted(result.imported(), result.alreadyThere(), result.refused()));
            return result.refused() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Tells standard error, which keeps standard output to the result. */
    private final class Progress implements UserImport.Listener {

        @Override
        public void refused(long line, String reason) {
            spec.commandLine().getErr().println("Line " + line + ": " + reason);
        }

        @Override
        public void read(long lines) {
            if (lines % LINES_PER_REPORT == 0) {
                spec.commandLine().getErr().println(lines + " lines read");
            }
        }
    }
}
