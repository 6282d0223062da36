package dev.signet.idp.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A {@link LocalPostgres} in a JVM of its own, which a test can kill at any moment. */
class LocalPostgresProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private LocalPostgresProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static LocalPostgresProcess start(Path folder) throws IOException {
        return new LocalPostgresProcess(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    LocalPostgresProcess awaitReady() throws IOException {
        return awaitLine("ready"::equals);
    }

    LocalPostgresProcess awaitLine(Predicate<String> expected) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (expected.test(line)) {
                return this;
            }
        }
        throw new IOException("the process ended without the expected line");
    }

    /** {@code kill -9}: it has no chance to stop its server. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it in order, as a stopped application does. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        output.close();
    }

    /** Starts, says so, and runs until its standard input is closed. */
    static class Main {

        public static void main(String[] arguments) throws IOException {
            try (var _ = new LocalPostgres(Path.of(arguments[0]), line -> System.out.println(line), "fsync=off")) {
                System.out.println("ready");
                while (System.in.read() >= 0) {
                    // wait for the end of the input
                }
            }
        }
    }
}
