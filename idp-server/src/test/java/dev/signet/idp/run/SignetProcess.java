package dev.signet.idp.run;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signet in a JVM of its own, with its embedded database unless it is given another, which a test can kill at any moment. */
final class SignetProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READY = "Signet is ready at";

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    /** @param folder data, configuration of the tests, and output; the same folder is the same installation */
    SignetProcess(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = freePort();
        this.settings =
                List.of("--idp.issuer=" + issuer(), "--idp.data-dir=" + data(), "--idp.config-dir=src/test/config");
        this.process = launch();
    }

    private SignetProcess(Path folder, List<String> settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = freePort();
        this.settings = settings;
        this.process = launch();
    }

    /** A node of an installation that is there already. */
    static SignetProcess node(Path folder, List<String> settings) throws IOException {
        return new SignetProcess(folder, settings);
    }

    /** Where this process answers, whatever the issuer is. */
    URI address() {
        return URI.create("http://localhost:" + port);
    }

    URI issuer() {
        return address();
    }

    Path data() {
        return folder.resolve("data");
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("output.log"));
    }

    /** Waits until the server says that it runs. */
    SignetProcess awaitReady() throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(READY)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new AssertionError("Signet did not start: " + output());
            }
        }
        return this;
    }

    /** {@code kill -9} for the server and for every process of its database. */
    void kill() throws IOException, InterruptedException {
        var postmaster = Long.parseLong(Files.readAllLines(data().resolve("postgres/cluster/postmaster.pid"))
                .getFirst());
        var database = ProcessHandle.of(postmaster).orElseThrow();
        var all = new ArrayList<>(database.descendants().toList());
        all.add(database);
        process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
        for (var killed : all) {
            killed.onExit().join();
        }
    }

    /** {@code kill -9} for the server alone. */
    void killServer() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts again over what is left. */
    void restart() throws IOException, InterruptedException {
        Files.delete(folder.resolve("output.log"));
        process = launch();
        awaitReady();
    }

    /** Runs a verb of the command line beside the server, and returns what it ended with. */
    int run(String... verb) throws IOException, InterruptedException {
        var command = command(verb);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("verb.log").toFile())
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
    }

    private List<String> command(String... verb) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.signet.idp.IdpServerApplication"));
        command.addAll(List.of(verb));
        command.addAll(List.of("--server.port=" + port, "--management.server.port=0"));
        command.addAll(settings);
        return command;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
