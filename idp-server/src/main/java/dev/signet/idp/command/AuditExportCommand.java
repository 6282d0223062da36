package dev.signet.idp.command;

import dev.signet.idp.audit.AuditExport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "export",
        description = {
            "Write sealed events as JSON lines to standard output, with the seals and the public key.",
            "Whoever has the file can check it with audit verify --file. A time is a day, or such as 2026-11-25T09:00:00Z."
        })
class AuditExportCommand implements Callable<Integer> {

    private final Commands.ContextOpener opener;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            converter = Time.class,
            description = "Earliest time; a day begins at midnight UTC.")
    private @Nullable Instant from;

    @Option(names = "--to", required = true, paramLabel = "T", converter = Time.class, description = "End, exclusive.")
    private @Nullable Instant until;

    AuditExportCommand(Commands.ContextOpener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (from == null || until == null) {
            throw new IllegalStateException("both are required");
        }
        try (var context = opener.open()) {
            var out = spec.commandLine().getOut();
            var written = context.getBean(AuditExport.class).write(from, until, line -> {
                out.print(line);
                out.print('\n'); // not println, which sends each line off by itself
            });
            out.flush();
            if (out.checkError()) {
                spec.commandLine().getErr().println("The export could not be written");
                return ExitCode.SOFTWARE;
            }
            spec.commandLine()
                    .getErr()
                    .println("%d events under %d seals".formatted(written.events(), written.seals()));
            return ExitCode.OK;
        }
    }

    /** Reads a time, or a day in UTC. */
    static final class Time implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("neither a day nor a time in UTC, such as 2026-11-25T09:00:00Z");
            }
        }
    }
}
