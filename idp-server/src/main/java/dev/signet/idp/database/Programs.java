package dev.signet.idp.database;

import com.sun.security.auth.module.UnixSystem;
import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the programs of PostgreSQL, as an ordinary user even where we are root. */
class Programs {

    static final String OUTPUT = "output-of-a-program-";

    private static final long PATIENCE_SECONDS = 120;

    private final PostgresBinaries binaries;
    private final Path scratch;
    private final List<String> prefix;

    /**
     * @param scratch folder for what the programs print
     * @param prefix command that gives up root's rights and runs the rest; see {@link #prefix()}
     * @throws InvalidSettingException if the prefix does not work here
     */
    Programs(PostgresBinaries binaries, Path scratch, List<String> prefix) throws IOException {
        this.binaries = binaries;
        this.scratch = scratch;
        this.prefix = prefix;
        if (!prefix.isEmpty() && !works(prefix)) {
            throw new InvalidSettingException("Signet runs as root, PostgreSQL refuses to, and "
                    + String.join(" ", prefix) + " is not permitted here; start Signet as another user, or set"
                    + " spring.datasource.url to a PostgreSQL of yours");
        }
    }

    /** PostgreSQL does not run as root. In a user namespace of its own a process no longer is. */
    static List<String> prefix() {
        var root = !PostgresBinaries.isWindows() && new UnixSystem().getUid() == 0;
        return root ? List.of("unshare", "-U") : List.of();
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException if it fails; the message has what it printed
     */
    void run(String program, String... arguments) throws IOException {
        var line = Stream.of(prefix, List.of(binaries.program(program).toString()), List.of(arguments))
                .flatMap(List::stream)
                .toList();
        var ended = execute(line);
        if (ended.exitCode() != 0) {
            throw new IOException(program + " of the embedded PostgreSQL failed: " + ended.output());
        }
    }

    private boolean works(List<String> prefix) {
        try {
            return execute(Stream.concat(prefix.stream(), Stream.of("true")).toList())
                            .exitCode()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    private Ended execute(List<String> line) throws IOException {
        // To a file, not a pipe: the server inherits the descriptor and would keep a pipe open for ever.
        var output = Files.createTempFile(scratch, OUTPUT, ".log");
        try {
            var process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(line + " did not end within " + PATIENCE_SECONDS + " seconds");
            }
            return new Ended(process.exitValue(), Files.readString(output).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + line, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private record Ended(int exitCode, String output) {}
}
