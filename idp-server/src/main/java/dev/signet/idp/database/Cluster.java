package dev.signet.idp.database;

import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The files of a PostgreSQL server below our folder, and the server process that has them open, if any. */
class Cluster {

    private static final String UNFINISHED = "cluster-unfinished-";

    private final Path folder;
    private final Consumer<String> progress;
    private @Nullable Programs programs;

    Cluster(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    boolean exists() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /**
     * Makes the files. They appear in one step, so a start that dies before leaves only what the next one sweeps away.
     * Each attempt has a folder of its own, because an {@code initdb} that outlived us may still write to its one.
     */
    void create(DatabaseRoles roles) throws IOException {
        var programs = programs();
        progress.accept("Creating the database below " + folder);
        sweep(UNFINISHED);
        var unfinished = Files.createTempDirectory(folder, UNFINISHED);
        programs.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + roles.owner().username(),
                "--pwfile=" + roles.ownerPasswordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        Files.move(unfinished, data());
    }

    /** @throws InvalidSettingException if another major version made the files */
    void requireOurVersion() throws IOException {
        var made = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!PostgresBinaries.VERSION.startsWith(made + ".")) {
            throw new InvalidSettingException("idp.data-dir: the database below " + folder + " was made by PostgreSQL "
                    + made + ", and this Signet brings " + PostgresBinaries.VERSION);
        }
    }

    /** Returns once the server answers. */
    void start(int port, List<String> settings) throws IOException {
        forgetServerThatIsGone();
        var options = settings.stream().map(setting -> "-c " + setting).collect(Collectors.joining(" "));
        programs()
                .run(
                        "pg_ctl",
                        "-D",
                        data().toString(),
                        "-l",
                        log().toString(),
                        "-w",
                        "-o",
                        "-p " + port + " " + options,
                        "start");
    }

    void stop() throws IOException {
        if (runningPort().isPresent()) {
            programs().run("pg_ctl", "-D", data().toString(), "-m", "fast", "-w", "stop");
        }
    }

    /** The port of the server that has the files open. It may not be ready for connections yet. */
    OptionalInt runningPort() throws IOException {
        if (!Files.exists(pidFile())) {
            return OptionalInt.empty();
        }
        // The server's own file: process id in line one, port in line four. Shorter while it is being written.
        var lines = Files.readAllLines(pidFile());
        if (lines.size() < 4) {
            return OptionalInt.empty();
        }
        var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        return process.isPresent() && isOurs(process.get())
                ? OptionalInt.of(Integer.parseInt(lines.get(3).strip()))
                : OptionalInt.empty();
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /**
     * A killed server leaves its pid file, and PostgreSQL refuses to start if some other process has that number by
     * now. Removing the file is safe once none of our server's processes is left.
     */
    private void forgetServerThatIsGone() throws IOException {
        if (ProcessHandle.allProcesses().noneMatch(this::isOurs)) {
            Files.deleteIfExists(pidFile());
        }
    }

    /** The programs are below our folder, so a server that was started from there is ours, and no other is. */
    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(program ->
                        program.startsWith(folder) && program.endsWith(PostgresBinaries.fileName("postgres")))
                .isPresent();
    }

    /** Unpacks them when they are first needed: whoever only joins a server needs none. */
    private Programs programs() throws IOException {
        if (programs == null) {
            sweep(PostgresBinaries.UNFINISHED);
            sweep(Programs.OUTPUT);
            programs = new Programs(PostgresBinaries.unpack(folder, progress), folder, Programs.prefix());
        }
        return programs;
    }

    /** Removes what earlier attempts left. One that is still being written to stays for the next time. */
    private void sweep(String prefix) throws IOException {
        try (var attempts = Files.newDirectoryStream(folder, prefix + "*")) {
            for (var attempt : attempts) {
                FileSystemUtils.deleteRecursively(attempt.toFile());
            }
        }
    }

    private Path data() {
        return folder.resolve("cluster");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }
}
