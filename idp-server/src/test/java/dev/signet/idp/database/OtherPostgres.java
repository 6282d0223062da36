package dev.signet.idp.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of another major version than the one that Signet brings, set up as an operator would: a role that owns an
 * empty database, and a role for the application. The build leaves its archive in {@code target/postgres-<major>}.
 */
class OtherPostgres implements AutoCloseable {

    private static final String PASSWORD = "only-for-tests";

    private final Path data;
    private final Programs programs;
    private final int port;

    private OtherPostgres(Path data, Programs programs, int port) {
        this.data = data;
        this.programs = programs;
        this.port = port;
    }

    static OtherPostgres start(int major) throws IOException {
        var folder = Path.of("target/postgres-" + major).toAbsolutePath();
        var data = folder.resolve("data");
        FileSystemUtils.deleteRecursively(data);
        var programs = new Programs(unpack(folder), folder, Programs.prefix());
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        programs.run(
                "initdb",
                "--pgdata=" + data,
                "--username=signet_owner",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        var port = RememberedPort.anyFree();
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
        programs.run(
                "pg_ctl",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("server.log").toString(),
                "-w",
                "-o",
                options,
                "start");
        var server = new OtherPostgres(data, programs, port);
        server.createRoleAndDatabase();
        return server;
    }

    /** What an operator writes into {@code application.yaml}. */
    List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + url("signet"),
                "--spring.datasource.username=signet_app",
                "--spring.datasource.password=" + PASSWORD,
                "--spring.liquibase.user=signet_owner",
                "--spring.liquibase.password=" + PASSWORD);
    }

    /** As the owner. */
    JdbcClient sql(String database) {
        return JdbcClient.create(new DriverManagerDataSource(url(database), "signet_owner", PASSWORD));
    }

    @Override
    public void close() {
        try {
            programs.run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createRoleAndDatabase() {
        sql("postgres")
                .sql("CREATE ROLE signet_app LOGIN PASSWORD '" + PASSWORD + "'")
                .update();
        sql("postgres").sql("CREATE DATABASE signet").update();
    }

    /** Once; the next run of the tests finds them. */
    private static PostgresBinaries unpack(Path folder) throws IOException {
        var home = folder.resolve("programs");
        if (!Files.exists(home)) {
            var unfinished = Files.createTempDirectory(folder, PostgresBinaries.UNFINISHED);
            try (var archive = Files.newInputStream(folder.resolve(PostgresBinaries.archiveName()))) {
                PostgresBinaries.extract(archive, unfinished);
            }
            Files.move(unfinished, home);
        }
        return new PostgresBinaries(home);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
