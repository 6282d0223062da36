package dev.signet.idp.command;

import dev.signet.idp.registration.Invitations;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "invite", description = "Invite somebody by mail to make an account. A running server sends the mail.")
class UsersInviteCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = "--email", required = true, paramLabel = "E", description = "Address to invite.")
    private String email = "";

    @Option(names = "--language", paramLabel = "L", description = "Language of the mail: en or de.")
    private String language = "en";

    UsersInviteCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var outcome = context.getBean(Invitations.class).invite(email, Locale.forLanguageTag(language), null);
            if (outcome == Invitations.Outcome.INVITED) {
                spec.commandLine().getOut().println("Invited " + email);
                return ExitCode.OK;
            }
            spec.commandLine().getErr().println(refusal(outcome));
            return ExitCode.SOFTWARE;
        }
    }

    private static String refusal(Invitations.Outcome outcome) {
        return switch (outcome) {
            case NOT_TAKEN -> "Invitations are not taken; set idp.registration.mode to invitation or open.";
            case NOT_AN_ADDRESS -> "This is not an e-mail address.";
            case ACCOUNT_EXISTS -> "There is an account with this e-mail address already.";
            case TOO_MANY_MAILS -> "This address got too many mails in the last hour; try again later.";
            case INVITED -> throw new IllegalStateException(outcome.toString());
        };
    }
}
