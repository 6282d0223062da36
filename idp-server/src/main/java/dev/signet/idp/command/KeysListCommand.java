package dev.signet.idp.command;

import dev.signet.idp.signingkey.KeyLife;
import dev.signet.idp.signingkey.KeySchedule;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Show every published key, and what happens to it next.")
class KeysListCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    KeysListCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var out = spec.commandLine().getOut();
            context.getBean(KeySchedule.class).keys().forEach(it -> out.println(line(it)));
            return ExitCode.OK;
        }
    }

    /** As {@code 7hYp… ES256 signing since 2026-11-25T10:00:00Z, successor published at 2027-02-22T10:00:00Z}. */
    private static String line(KeyLife key) {
        var since = switch (key.state()) {
            case PUBLISHED -> key.createdAt();
            case SIGNING -> key.signsFrom();
            case RETIRED -> key.retiredAt();
        };
        return "%s %s %s since %s, %s at %s"
                .formatted(
                        key.kid(),
                        key.algorithm(),
                        key.state().name().toLowerCase(Locale.ROOT),
                        since,
                        key.next().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        key.nextAt());
    }
}
