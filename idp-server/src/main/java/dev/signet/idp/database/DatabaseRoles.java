package dev.signet.idp.database;

import dev.signet.idp.crypto.OwnerOnlyFiles;
import dev.signet.idp.crypto.RandomSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The database and the two roles of the embedded server, with their passwords in files that only we can read. */
class DatabaseRoles {

    private static final String DATABASE = "signet";
    private static final String OWNER = "signet_owner";
    private static final String APPLICATION = "signet_app";

    private final Path folder;

    DatabaseRoles(Path folder) {
        this.folder = folder;
    }

    /** For a new server, which takes the owner's password from its file. Replaces what an unfinished start left. */
    void generatePasswords() throws IOException {
        for (var role : List.of(OWNER, APPLICATION)) {
            Files.deleteIfExists(passwordFile(role));
            OwnerOnlyFiles.write(passwordFile(role), RandomSecret.next());
        }
    }

    LocalPostgres.Credentials owner() {
        return new LocalPostgres.Credentials(OWNER, password(OWNER));
    }

    LocalPostgres.Credentials application() {
        return new LocalPostgres.Credentials(APPLICATION, password(APPLICATION));
    }

    Path ownerPasswordFile() {
        return passwordFile(OWNER);
    }

    String jdbcUrl(int port) {
        return jdbcUrl(port, DATABASE);
    }

    /**
     * Does what a first start has left to do or, after a start that died in between, the rest of it.
     *
     * @return false if the server does not take connections at the moment
     * @throws IOException if it refuses us
     */
    boolean createMissing(int port) throws IOException {
        try (var connection = connect(port, "postgres", owner())) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", APPLICATION)) {
                // A role's password cannot be a statement parameter. Ours is base64url: nothing in it ends a literal.
                execute(connection, "CREATE ROLE " + APPLICATION + " LOGIN PASSWORD '" + password(APPLICATION) + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
                execute(connection, "CREATE DATABASE " + DATABASE);
            }
            return true;
        } catch (SQLException e) {
            if (DatabaseOutage.isOutage(e)) {
                return false;
            }
            throw new IOException("the embedded PostgreSQL refused its owner: " + e.getMessage(), e);
        }
    }

    /** Whether the server answers and nothing is left to create. */
    boolean complete(int port) {
        try (var _ = connect(port, DATABASE, application())) {
            return true;
        } catch (SQLException | UncheckedIOException e) {
            return false; // it is starting, stopping, or about to be set up
        }
    }

    private static Connection connect(int port, String database, LocalPostgres.Credentials role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(port, database), role.username(), role.password());
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private Path passwordFile(String role) {
        return folder.resolve(role + ".secret");
    }

    private String password(String role) {
        try {
            return Files.readString(passwordFile(role)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the password of database role " + role + " is gone", e);
        }
    }
}
