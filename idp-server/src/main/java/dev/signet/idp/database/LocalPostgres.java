package dev.signet.idp.database;

import dev.signet.idp.crypto.OwnerOnlyFiles;
import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own below the data folder, for trying out and for tests.
 *
 * <p>It listens on the loopback interface only, asks for passwords (SCRAM), writes durably, and belongs to the process
 * that holds the lock file. A server that a killed process left behind is adopted; one that another live process runs
 * is joined and left alone: {@link #close} stops the server only where this process owns it.
 *
 * <p>A process may die at any moment. What it leaves, the next start completes or sweeps away.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=50", "shared_buffers=64MB");

    private final Path folder;
    private final Consumer<String> progress;
    private final List<String> settings;
    private final DatabaseRoles roles;
    private final Cluster cluster;
    private final FolderLock lock;
    private final RememberedPort rememberedPort;
    private final int port;

    /**
     * Starts, adopts or joins the server below {@code folder}.
     *
     * @param folder created where absent, readable by its owner only
     * @param progress told in one sentence what takes time
     * @param extraSettings further server settings, as {@code name=value}
     * @throws InvalidSettingException if the server does not come up; the message says why
     */
    public LocalPostgres(Path folder, Consumer<String> progress, String... extraSettings) {
        try {
            OwnerOnlyFiles.createDirectories(folder);
            this.folder = folder.toRealPath();
            this.lock = new FolderLock(this.folder);
        } catch (IOException e) {
            throw new InvalidSettingException("idp.data-dir: cannot write to " + folder.toAbsolutePath(), e);
        }
        this.progress = progress;
        this.settings =
                Stream.concat(SETTINGS.stream(), Stream.of(extraSettings)).toList();
        this.roles = new DatabaseRoles(this.folder);
        this.cluster = new Cluster(this.folder, progress);
        this.rememberedPort = new RememberedPort(this.folder);
        try {
            this.port = ownOrJoin();
        } catch (IOException e) {
            closeAfter(e);
            throw new InvalidSettingException(
                    "spring.datasource.url is not set, and the embedded PostgreSQL does not start: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    public String jdbcUrl() {
        return roles.jdbcUrl(port);
    }

    /** The role that migrates. */
    public Credentials owner() {
        return roles.owner();
    }

    /** The role that reads and writes rows. */
    public Credentials application() {
        return roles.application();
    }

    /** A database role and its password. */
    public record Credentials(String username, String password) {

        @Override
        public String toString() {
            return "Credentials[" + username + ", redacted]";
        }
    }

    @Override
    public void close() {
        try (lock) {
            if (lock.isHeld()) {
                cluster.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private int ownOrJoin() throws IOException {
        var deadline = Deadline.in(PATIENCE);
        while (!lock.tryAcquire()) {
            var running = cluster.runningPort();
            if (running.isPresent() && roles.complete(running.getAsInt())) {
                return running.getAsInt();
            }
            deadline.pauseOrFail("the process that holds " + folder + " does not get its database server up");
        }
        return startOrAdopt();
    }

    private int startOrAdopt() throws IOException {
        if (!cluster.exists()) {
            roles.generatePasswords();
            cluster.create(roles);
        }
        cluster.requireOurVersion();

        var adopted = adopt();
        return adopted.isPresent() ? adopted.getAsInt() : start();
    }

    /** Waits until the server that already runs answers, if there is one. It may be stopping, and be gone soon. */
    private OptionalInt adopt() throws IOException {
        var running = cluster.runningPort();
        if (running.isPresent()) {
            progress.accept("Taking over the database server that an earlier process left running");
        }
        var deadline = Deadline.in(PATIENCE);
        while (running.isPresent()) {
            if (roles.createMissing(running.getAsInt())) {
                rememberedPort.set(running.getAsInt());
                return running;
            }
            deadline.pauseOrFail("the embedded PostgreSQL is running and does not answer; its log is " + cluster.log());
            running = cluster.runningPort();
        }
        return OptionalInt.empty();
    }

    /**
     * Starts the server on the port that it had last time. Tries again when that fails: the port may just have been
     * taken, or the children of a killed server may not have ended yet. The server that a killed process was about to
     * start may also have been faster; then it is adopted.
     */
    private int start() throws IOException {
        var deadline = Deadline.in(START_PATIENCE);
        for (var chosen = rememberedPort.orAnyFree(); ; chosen = RememberedPort.anyFree()) {
            try {
                cluster.start(chosen, settings);
                rememberedPort.set(chosen);
                roles.createMissing(chosen);
                return chosen;
            } catch (IOException e) {
                var other = adopt();
                if (other.isPresent()) {
                    return other.getAsInt();
                }
                deadline.pauseOrFail(e.getMessage() + "; its log is " + cluster.log());
            }
        }
    }
}
