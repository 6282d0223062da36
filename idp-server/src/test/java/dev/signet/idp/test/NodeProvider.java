package dev.signet.idp.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An OpenID provider that shares no line with Signet: node-oidc-provider in a process of its own. Its packages are those of
 * {@code src/test/upstream/package-lock.json}, which {@code npm ci} fetches below {@code target} once.
 */
public final class NodeProvider implements AutoCloseable {

    public static final String SECRET = "node-secret-for-tests-0123456789";

    private static final Path SOURCE = Path.of("src/test/upstream");
    private static final Path HOME = Path.of("target/upstream");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "provider.js");
    private static final Path LOG = HOME.resolve("provider.log");

    private final Process process;
    private final URI issuer;

    private NodeProvider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * Starts one. Where Node.js or npm is missing the test is skipped, and says so; in the gate ({@code CI=true}) it fails.
     *
     * @param redirectUri of Signet
     * @param logoutUri where Signet hears that somebody signed out
     * @param accessTokenSeconds how long its access tokens are good
     */
    public static NodeProvider start(String redirectUri, String logoutUri, int accessTokenSeconds) {
        var isInstalled = isOnPath("node") && isOnPath("npm");
        var missing =
                "the packages nodejs and npm are not installed: the independent provider of this test does not run";
        if (System.getenv("CI") == null) {
            assumeTrue(isInstalled, missing);
        }
        assertThat(isInstalled).as(missing).isTrue();
        try {
            install();
            var process = new ProcessBuilder(
                            "node", "provider.js", redirectUri, logoutUri, SECRET, String.valueOf(accessTokenSeconds))
                    .directory(HOME.toFile())
                    .redirectError(LOG.toFile())
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var address = output.readLine(); // which it writes once it listens
            assertThat(address)
                    .as(() -> "node-oidc-provider did not start: " + read(LOG))
                    .startsWith("http");
            return new NodeProvider(process, URI.create(Objects.requireNonNull(address)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI issuer() {
        return issuer;
    }

    /** What it complained about. */
    public String log() {
        return read(LOG);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static synchronized void install() throws IOException {
        Files.createDirectories(HOME);
        var lock = Files.readString(SOURCE.resolve("package-lock.json"));
        var installed = HOME.resolve("installed-lock.json"); // written last, so that half an installation is made anew
        var isThere = Files.exists(installed) && Files.readString(installed).equals(lock);
        for (var file : FILES) {
            Files.writeString(HOME.resolve(file), Files.readString(SOURCE.resolve(file)));
        }
        if (isThere) {
            return;
        }
        var log = HOME.resolve("npm.log");
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(npm.waitFor(5, TimeUnit.MINUTES) && npm.exitValue() == 0)
                    .as(() -> "npm could not fetch the packages of " + SOURCE + ": " + read(log))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            npm.destroy();
        }
        Files.writeString(installed, lock);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
