package dev.signet.idp.command;

import dev.signet.idp.signingkey.KeyLife;
import dev.signet.idp.signingkey.KeyReplacement;
import dev.signet.idp.signingkey.KeySchedule;
import dev.signet.idp.signingkey.SigningKeyRotation;
import dev.signet.idp.token.LiveTokens;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "withdraw",
        description = {
            "Remove keys that somebody else may have, and have others sign at once.",
            "What they signed is refused from then on: by running servers within ten seconds, elsewhere when cached key sets run"
                    + " out. Without --confirm it says what would end, and changes nothing."
        })
class KeysWithdrawCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "KID", arity = "0..*", description = "Ids of keys, as \"keys list\" has them.")
    private List<String> kids = List.of();

    @Option(names = "--all", description = "Every key.")
    private boolean all;

    @Option(names = "--confirm", description = "Do it.")
    private boolean confirmed;

    KeysWithdrawCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (all == !kids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name either keys or --all");
        }
        try (var context = opener.open()) {
            var schedule = context.getBean(KeySchedule.class);
            var known = schedule.keys();
            var named =
                    known.stream().filter(it -> all || kids.contains(it.kid())).toList();
            if (named.size() < (all ? 1 : kids.size())) {
                spec.commandLine().getErr().println("There is no such key; nothing was changed.");
                return ExitCode.SOFTWARE;
            }
            if (!confirmed) {
                preview(named, context);
                return ExitCode.OK;
            }
            var removed = context.getBean(SigningKeyRotation.class).withdraw(ids(named));
            spec.commandLine().getOut().println("Withdrew %d keys; others sign in their place.".formatted(removed));
            return ExitCode.OK;
        }
    }

    private void preview(List<KeyLife> named, ApplicationContext context) {
        var out = spec.commandLine().getOut();
        var schedule = context.getBean(KeySchedule.class);
        var live = context.getBean(LiveTokens.class);
        named.forEach(it -> out.println("Would withdraw " + it.kid() + " (" + it.algorithm() + ")"));
        live.signedWith(named.stream().map(KeyLife::algorithm).collect(Collectors.toSet()))
                .forEach(it -> client(it, out));
        schedule.replacements(ids(named), context.getBean(Clock.class).instant())
                .forEach(it -> out.println(instead(it)));
        out.println(
                "Applications accept what the keys signed for another %d minutes, unless they fetch the key set before."
                        .formatted(schedule.cachedFor().toMinutes()));
        out.println("Browser sessions and %d refresh tokens go on.".formatted(live.grants()));
        out.println("Nothing was changed; --confirm does it.");
    }

    private static void client(LiveTokens.OfClient it, PrintWriter out) {
        out.println("Ends at %s: at least %d access tokens, %d ID tokens%s"
                .formatted(
                        it.clientId(),
                        it.accessTokens(),
                        it.idTokens(),
                        it.hasItsOwn() ? ", and tokens of its own" : ""));
    }

    private static String instead(KeyReplacement it) {
        var signs = it.algorithm() + ": " + (it.isNew() ? "a new key" : "the published successor") + " signs at once";
        return it.knownFrom() == null
                ? signs + ", and every cached key set holds it"
                : signs + "; cached key sets may lack it until " + it.knownFrom();
    }

    private static List<String> ids(List<KeyLife> keys) {
        return keys.stream().map(KeyLife::kid).toList();
    }
}
