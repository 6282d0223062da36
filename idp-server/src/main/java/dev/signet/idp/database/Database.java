package dev.signet.idp.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;

/** The database in use, and the two roles that reach it. Closed after everything that uses it. */
record Database(
        Connection application, Connection owner, @Nullable LocalPostgres local) implements AutoCloseable {

    static Database local(LocalPostgres server) {
        return new Database(
                new Connection(
                        server.jdbcUrl(),
                        server.application().username(),
                        server.application().password()),
                new Connection(
                        server.jdbcUrl(),
                        server.owner().username(),
                        server.owner().password()),
                server);
    }

    @Override
    public void close() {
        if (local != null) {
            local.close();
        }
    }

    /** How to reach the database as one role. */
    record Connection(String url, String username, @Nullable String secret) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public @Nullable String getPassword() {
            return secret;
        }

        @Override
        public String toString() {
            return "Connection[" + username + "]";
        }
    }

    /** The same for Liquibase, which has a type of its own for it. */
    record Migration(Connection connection) implements LiquibaseConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return connection.url();
        }

        @Override
        public String getUsername() {
            return connection.username();
        }

        @Override
        public @Nullable String getPassword() {
            return connection.secret();
        }
    }
}
