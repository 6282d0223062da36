package dev.signet.idp.command;

import dev.signet.idp.audit.AuditVerification;
import dev.signet.idp.audit.AuditVerification.Report;
import dev.signet.idp.audit.ExportVerification;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Check the audit trail: every event, every seal, the chain and the signatures.",
            "Names the first event or seal that is not as it was, and ends with 1 then.",
            "With --file it checks an export, and needs neither the database nor a key file."
        })
class AuditVerifyCommand implements Callable<Integer> {

    private static final int LINES_AT_ONCE = 500;

    private final Commands.ContextOpener opener;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = "--file", paramLabel = "F", description = "Export to check; - reads standard input.")
    private @Nullable String file;

    @Option(
            names = "--head",
            paramLabel = "N:HASH",
            description = "Seal that has to be part of the chain, as the log or an earlier check had it.")
    private List<String> heads = List.of();

    @Option(names = "--key", paramLabel = "K", description = "With --file: id of the key that has to have signed.")
    private @Nullable String key;

    AuditVerifyCommand(Commands.ContextOpener opener, InputStream in) {
        this.opener = opener;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return tell(file == null ? ofDatabase() : ofExport(file));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Report ofDatabase() {
        try (var context = opener.open()) {
            return context.getBean(AuditVerification.class).verify(heads);
        }
    }

    private Report ofExport(String name) throws IOException {
        var verification = new ExportVerification(key, heads);
        try (var input = Input.open(name, in)) {
            var lines = new JsonLines(input);
            for (var some = lines.next(LINES_AT_ONCE); !some.isEmpty(); some = lines.next(LINES_AT_ONCE)) {
                some.forEach(it -> verification.line(it.number(), it.text().orElse(new byte[0])));
            }
        }
        return verification.end();
    }

    private int tell(Report report) {
        var out = spec.commandLine().getOut();
        if (!report.isIntact()) {
            spec.commandLine().getErr().println("NOT INTACT: " + report.fault());
            return ExitCode.SOFTWARE;
        }
        out.println("Intact: %d events under %d seals".formatted(report.events() - report.unsealed(), report.seals()));
        if (file == null) {
            out.println("Not sealed yet: %d events".formatted(report.unsealed()));
        }
        if (report.emptied() > 0) {
            out.println("Seals of which the events are gone, because their time was over: " + report.emptied());
        }
        out.println("Head: " + report.head());
        out.println("Key: " + report.keyId());
        return ExitCode.OK;
    }
}
