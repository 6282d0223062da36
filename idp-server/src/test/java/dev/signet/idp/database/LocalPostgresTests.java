package dev.signet.idp.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

class LocalPostgresTests {

    private static final Path BASE = Path.of("target/local-postgres-tests").toAbsolutePath();

    private final List<String> said = new ArrayList<>();
    private final Path folder = BASE.resolve("server");

    @BeforeAll
    static void unpackOnce() throws IOException {
        FileSystemUtils.deleteRecursively(BASE);
        Files.createDirectories(BASE);
        PostgresBinaries.unpack(BASE, _ -> {});
    }

    @BeforeEach
    void folderWithPrograms() throws IOException {
        var programs = BASE.resolve("programs-" + PostgresBinaries.VERSION);
        link(programs, folder.resolve(programs.getFileName()));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        killServer();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void keepsRowsRolesAndPortFromStartToStart() {
        String url;
        try (var first = start()) {
            url = first.jdbcUrl();
            write(first, "kept");
        }
        try (var second = start()) {
            assertThat(rows(second)).containsExactly("kept");
            assertThat(second.jdbcUrl()).isEqualTo(url);
        }
        assertThat(servers()).isEmpty();
    }

    @Test
    void closesItsFilesToOthers() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        try (var _ = start();
                var files = Files.list(folder)) {
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("cluster"))).isEqualTo("rwx------");
            assertThat(files.filter(file -> file.toString().endsWith(".secret")).map(LocalPostgresTests::permissions))
                    .containsExactly("rw-------", "rw-------");
        }
    }

    @Test
    void asksForPasswords() {
        try (var server = start()) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> jdbc(server.jdbcUrl(), server.owner().username(), "wrong")
                            .sql("SELECT 1")
                            .query()
                            .singleValue())
                    .withStackTraceContaining("password authentication failed");
        }
    }

    @Test
    void takesAnotherPortIfItsOwnIsTaken() throws IOException {
        start().close();
        var port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var server = start()) {
            assertThat(server.jdbcUrl()).doesNotContain(":" + port + "/");
        }
    }

    @Test
    void refusesFilesOfAnotherMajorVersion() throws IOException {
        start().close();
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::start)
                .withMessageMatching("idp.data-dir: the database below .* was made by PostgreSQL 17, .*");
    }

    @Test
    void saysWhatToDoWhereRootCannotBecomeAnotherUser() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new Programs(new PostgresBinaries(folder), BASE, List.of("false")))
                .withMessage("Signet runs as root, PostgreSQL refuses to, and false is not permitted here; start Signet"
                        + " as another user, or set spring.datasource.url to a PostgreSQL of yours");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new Programs(new PostgresBinaries(folder), BASE, List.of("no-such-program")));
    }

    @Nested
    class BesideALiveProcess {

        @Test
        void joinsItsServerAndLeavesItRunning() throws IOException {
            try (var _ = LocalPostgresProcess.start(folder).awaitReady()) {
                try (var joined = start()) {
                    write(joined, "seen");
                }
                assertThat(servers()).hasSize(1);
                try (var again = start()) {
                    assertThat(rows(again)).containsExactly("seen");
                }
            }
            assertThat(servers()).isEmpty();
        }

        @Test
        void waitsForAFirstStartToFinish() throws IOException {
            try (var _ = LocalPostgresProcess.start(folder).awaitLine(line -> line.startsWith("Creating"));
                    var joined = start()) {
                write(joined, "seen");

                assertThat(servers()).hasSize(1);
            }
        }

        @Test
        void takesOverWhereTheOtherIsKilledInItsFirstStart() throws IOException, InterruptedException {
            var other = LocalPostgresProcess.start(folder).awaitLine(line -> line.startsWith("Creating"));
            var waiting = CompletableFuture.supplyAsync(LocalPostgresTests.this::start);
            other.kill();

            try (var server = waiting.join()) {
                write(server, "taken over");
                assertThat(rows(server)).containsExactly("taken over");
            }
            assertThat(servers()).isEmpty();
        }
    }

    @Nested
    class AfterAKill {

        @Test
        void adoptsTheServerThatWasLeftRunning() throws IOException, InterruptedException {
            LocalPostgresProcess.start(folder).awaitReady().kill();
            var left = servers();

            try (var _ = start()) {
                assertThat(servers()).isEqualTo(left);
                assertThat(said)
                        .containsExactly("Taking over the database server that an earlier process left running");
            }
            assertThat(servers()).isEmpty();
        }

        @Test
        void recoversWhatWasCommittedBeforeTheServerWasKilledToo() throws IOException, InterruptedException {
            var process = LocalPostgresProcess.start(folder).awaitReady();
            try (var joined = start()) {
                write(joined, "committed");
            }
            process.kill();
            killServer();

            try (var server = start()) {
                assertThat(rows(server)).containsExactly("committed");
            }
        }

        @Test
        void closesWithoutComplaintIfTheServerIsGone() {
            var server = start();
            killServer();

            server.close();
        }

        @Test
        void isNotMisledByAPidFileWhoseNumberAnotherProcessHasNow() throws IOException {
            start().close();
            Files.write(
                    folder.resolve("cluster/postmaster.pid"),
                    List.of(
                            "" + ProcessHandle.current().pid(),
                            folder.resolve("cluster").toString(),
                            "1700000000",
                            "1",
                            "",
                            "127.0.0.1",
                            "",
                            "ready"));

            try (var server = start()) {
                write(server, "fine");
                assertThat(said).doesNotContain("Taking over the database server that an earlier process left running");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"Unpacking", "Creating"})
        void completesAFirstStartThatWasKilledWhile(String sentence) throws IOException, InterruptedException {
            FileSystemUtils.deleteRecursively(folder);
            LocalPostgresProcess.start(folder)
                    .awaitLine(line -> line.startsWith(sentence))
                    .kill();

            try (var server = start()) {
                write(server, "fine");
                assertThat(leftOvers()).isEmpty();
            }
        }

        @Test
        void completesAFirstStartThatWasKilledBeforeItsServerRan() throws IOException, InterruptedException {
            var process = LocalPostgresProcess.start(folder);
            while (!Files.exists(folder.resolve("cluster/PG_VERSION"))) {
                Thread.onSpinWait();
            }
            process.kill();

            try (var server = start()) {
                write(server, "fine");
            }
            assertThat(servers()).isEmpty();
        }

        @Test
        void makesTheRolesThatAKilledStartDidNotGetTo() {
            try (var server = start()) {
                var owner = jdbc(
                        server.jdbcUrl().replaceFirst("signet$", "postgres"),
                        server.owner().username(),
                        server.owner().password());
                owner.sql("DROP DATABASE signet").update();
                owner.sql("DROP ROLE signet_app").update();
            }
            try (var server = start()) {
                assertThat(jdbc(
                                        server.jdbcUrl(),
                                        server.application().username(),
                                        server.application().password())
                                .sql("SELECT current_user")
                                .query(String.class)
                                .single())
                        .isEqualTo("signet_app");
            }
        }

        @Test
        void replacesPasswordFilesThatWereNeverFinished() throws IOException {
            Files.createFile(folder.resolve("signet_owner.secret"));
            Files.createDirectories(folder.resolve("cluster-unfinished-1/base"));
            Files.createDirectories(folder.resolve("unpacking-1/bin"));

            try (var server = start()) {
                assertThat(server.owner().password()).hasSizeGreaterThan(40);
            }
        }
    }

    private LocalPostgres start() {
        return new LocalPostgres(folder, said::add, "fsync=off");
    }

    private static void write(LocalPostgres server, String text) {
        var owner = owner(server);
        owner.sql("CREATE TABLE IF NOT EXISTS note (text text)").update();
        owner.sql("INSERT INTO note VALUES (:text)").param("text", text).update();
    }

    private static List<@Nullable String> rows(LocalPostgres server) {
        return owner(server).sql("SELECT text FROM note").query(String.class).list();
    }

    private static JdbcClient owner(LocalPostgres server) {
        return jdbc(server.jdbcUrl(), server.owner().username(), server.owner().password());
    }

    private static JdbcClient jdbc(String url, String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }

    /** The server processes of this test's folder, without the children that each has, also those that just ended. */
    private List<Long> servers() {
        var ours = ours();
        return ours.stream()
                .filter(process -> process.parent()
                        .filter(parent -> !ours.contains(parent))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    private void killServer() {
        var ours = ours();
        ours.forEach(ProcessHandle::destroyForcibly);
        ours.forEach(process -> process.onExit().join());
    }

    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> program.startsWith(folder.toString()))
                        .isPresent())
                .toList();
    }

    private List<String> leftOvers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PostgresBinaries.UNFINISHED) || name.startsWith(Programs.OUTPUT))
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy that costs no space and hardly any time. */
    private static void link(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = target.resolve(source.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.isSymbolicLink(file)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
    }
}
