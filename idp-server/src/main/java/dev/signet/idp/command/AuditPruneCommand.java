package dev.signet.idp.command;

import dev.signet.idp.audit.AuditRetention;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "prune",
        description = {
            "Remove months of events that are older than idp.audit.retention, and make room for months to come.",
            "Only months that are sealed go. The server does the same twice a day, if idp.audit.prune lets it."
        })
class AuditPruneCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    AuditPruneCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        try (var context = opener.open()) {
            var retention = context.getBean(AuditRetention.class);
            retention.addMonths();
            var pruned = retention.prune();
            var out = spec.commandLine().getOut();
            pruned.forEach(it -> out.println("Removed %s: %d events".formatted(it.month(), it.events())));
            if (pruned.isEmpty()) {
                out.println("Nothing to remove");
            }
            return ExitCode.OK;
        }
    }
}
