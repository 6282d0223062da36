package dev.signet.idp.command;

import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.protection.LockdownRequest;
import dev.signet.idp.user.Accounts;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lockdown",
        description = {
            "Close an account that may be in the wrong hands to everybody.",
            "Ends every session, token, remembered browser and mailed link, and takes the password away. The owner gets a"
                    + " mail and chooses another password through their mailbox. A running server does it, at once."
        })
class UsersLockdownCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
    private String email = "";

    @Option(
            names = "--since",
            paramLabel = "T",
            description = {
                "When the stranger came, such as 2026-11-25T10:00:00Z. Second factors added and applications allowed from"
                        + " then on go too; without it they stay."
            })
    private @Nullable Instant since;

    UsersLockdownCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var account = context.getBean(Accounts.class).findByEmail(email);
            if (account.isEmpty()) {
                spec.commandLine().getErr().println("There is no account with this e-mail address.");
                return ExitCode.SOFTWARE;
            }
            context.getBean(Outbox.class)
                    .enqueue(LockdownRequest.of(account.get().id(), since));
            spec.commandLine()
                    .getOut()
                    .println("Asked for the lockdown of " + email + "; a running server does it now.");
            return ExitCode.OK;
        }
    }
}
