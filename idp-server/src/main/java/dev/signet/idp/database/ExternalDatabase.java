package dev.signet.idp.database;

import dev.signet.idp.settings.InvalidSettingException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.core.NestedExceptionUtils;

/**
 * The database that an operator configured. Looked at once before anything else uses it, so that a wrong setting gets a
 * sentence that names its key.
 */
class ExternalDatabase {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String INVALID_AUTHORIZATION = "28";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int OLDEST_MAJOR_VERSION = 15;

    private ExternalDatabase() {}

    /** Migrates as {@code spring.liquibase.user} where that is set, otherwise as the application's own role. */
    static Database open(DataSourceProperties settings, LiquibaseProperties migration) {
        var url = Objects.requireNonNull(settings.getUrl());
        if (settings.getUsername() == null) {
            throw new InvalidSettingException(
                    "spring.datasource.username must name the role that spring.datasource.url is opened with");
        }
        var application = new Database.Connection(url, settings.getUsername(), settings.getPassword());
        var owner = migration.getUser() == null
                ? application
                : new Database.Connection(
                        Objects.requireNonNullElse(migration.getUrl(), url),
                        migration.getUser(),
                        migration.getPassword());
        requireUsable(application, "spring.datasource.url", "spring.datasource.username");
        requireUsable(
                owner,
                migration.getUrl() == null ? "spring.datasource.url" : "spring.liquibase.url",
                "spring.liquibase.user");
        return new Database(application, owner, null);
    }

    private static void requireUsable(Database.Connection database, String urlKey, String userKey) {
        var server = server(database.url(), urlKey);
        try (var connection = DriverManager.getConnection(database.url(), loginOf(database))) {
            var product = connection.getMetaData();
            if (product.getDatabaseMajorVersion() < OLDEST_MAJOR_VERSION) {
                throw new InvalidSettingException("%s: Signet needs PostgreSQL %d or later, and %s runs %s"
                        .formatted(urlKey, OLDEST_MAJOR_VERSION, server, product.getDatabaseProductVersion()));
            }
        } catch (SQLException e) {
            throw new InvalidSettingException(sentence(e, urlKey, userKey, server, database.username()), e);
        }
    }

    /** The part of the address that may be shown: what follows the question mark may be a password. */
    private static String server(String url, String urlKey) {
        try {
            if (url.startsWith(PREFIX)) {
                DriverManager.getDriver(url);
                return url.substring(PREFIX.length()).replaceFirst("^//", "").replaceFirst("\\?.*", "");
            }
        } catch (SQLException e) {
            // the same answer as for another kind of database
        }
        throw new InvalidSettingException(urlKey
                + " must be the address of a PostgreSQL database, such as jdbc:postgresql://localhost:5432/signet");
    }

    private static Properties loginOf(Database.Connection database) {
        var login = new Properties();
        login.setProperty("user", database.username());
        if (database.secret() != null) {
            login.setProperty("password", database.secret());
        }
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "10");
        return login;
    }

    private static String sentence(
            SQLException failure, String urlKey, String userKey, String server, String username) {
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.startsWith(INVALID_AUTHORIZATION)) {
            return "%s: PostgreSQL at %s refuses role %s or its password".formatted(userKey, server, username);
        }
        if (state.equals(NO_SUCH_DATABASE)) {
            return "%s: there is no such database at %s".formatted(urlKey, server);
        }
        return "%s: PostgreSQL at %s does not answer (%s)".formatted(urlKey, server, reason(failure));
    }

    private static @Nullable String reason(SQLException failure) {
        var message = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return message == null
                ? failure.getSQLState()
                : message.lines().findFirst().orElse("");
    }
}
