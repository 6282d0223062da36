package dev.signet.idp.test;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.idp.database.LocalPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import liquibase.UpdateSummaryEnum;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database for one test class, with the changelog applied. All of them are in one PostgreSQL below {@code target},
 * which starts with the first and stops with the test JVM.
 *
 * <p>A new database is a copy of one that was migrated before, so it costs milliseconds. Nothing is shared and nothing
 * has to be cleaned up.
 */
public final class TestDatabase {

    private static final String OURS = "test_" + ProcessHandle.current().pid() + "_";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource application;

    private TestDatabase(String name) {
        this.name = name;
        this.application = pool(url(), Server.INSTANCE.application());
    }

    /** A new database with all tables and no rows. */
    public static TestDatabase migrated() {
        return new TestDatabase(create(Server.TEMPLATE));
    }

    /** A new database without any tables. */
    public static TestDatabase empty() {
        return new TestDatabase(create("template1"));
    }

    public String url() {
        return Server.url(name);
    }

    public LocalPostgres.Credentials applicationRole() {
        return Server.INSTANCE.application();
    }

    public LocalPostgres.Credentials ownerRole() {
        return Server.INSTANCE.owner();
    }

    /** Pooled connections as the role that the application has: rows, no tables. */
    public DataSource dataSource() {
        return application;
    }

    /** What a repository gets. */
    public JdbcClient jdbc() {
        return JdbcClient.create(application);
    }

    /** The owner, who may do everything: for looking at what the application may not change. */
    public JdbcClient owner() {
        return JdbcClient.create(Server.asOwner(name));
    }

    /** Does {@code work} while the owner has done {@code statement} and not committed it. */
    public void holding(String statement, Runnable work) {
        var owner = Server.asOwner(name);
        new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(transaction -> {
            JdbcClient.create(owner).sql(statement).update();
            work.run();
            transaction.setRollbackOnly();
        });
    }

    /** Transactions over {@link #dataSource()}. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(application));
    }

    private static String create(String template) {
        var name = OURS + COUNT.incrementAndGet();
        Server.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    private static HikariDataSource pool(String url, LocalPostgres.Credentials role) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(role.username());
        settings.setPassword(role.password());
        settings.setMaximumPoolSize(32);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(10_000);
        settings.setInitializationFailTimeout(-1);
        return new HikariDataSource(settings);
    }

    /** The one server, started by whoever asks first. */
    private static final class Server {

        static final LocalPostgres INSTANCE = start();
        static final String TEMPLATE = migratedTemplate();

        private Server() {}

        private static LocalPostgres start() {
            var server =
                    new LocalPostgres(Path.of("target/test-postgres"), _ -> {}, "fsync=off", "max_connections=200");
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
            dropLeftOvers(server);
            return server;
        }

        /** A test JVM that was killed leaves its databases behind. */
        private static void dropLeftOvers(LocalPostgres server) {
            var jdbc = JdbcClient.create(asOwner(server, "postgres"));
            jdbc
                    .sql("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(name -> ProcessHandle.of(Long.parseLong(name.split("_", -1)[1]))
                            .isEmpty())
                    .forEach(name -> jdbc.sql("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
                            .update());
        }

        private static String migratedTemplate() {
            var name = create("template1");
            var liquibase = new SpringLiquibase();
            liquibase.setDataSource(asOwner(name));
            liquibase.setResourceLoader(new DefaultResourceLoader());
            liquibase.setChangeLog("classpath:db/changelog/master.yaml");
            liquibase.setChangeLogParameters(
                    Map.of("application_role", INSTANCE.application().username()));
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            try {
                liquibase.afterPropertiesSet();
            } catch (LiquibaseException e) {
                throw new IllegalStateException("the changelog does not apply to an empty database", e);
            }
            return name;
        }

        static void execute(String command) {
            JdbcClient.create(asOwner("postgres")).sql(command).update();
        }

        static DataSource asOwner(String database) {
            return asOwner(INSTANCE, database);
        }

        private static DataSource asOwner(LocalPostgres server, String database) {
            return new DriverManagerDataSource(
                    url(server, database),
                    server.owner().username(),
                    server.owner().password());
        }

        static String url(String database) {
            return url(INSTANCE, database);
        }

        private static String url(LocalPostgres server, String database) {
            var url = server.jdbcUrl();
            return url.substring(0, url.lastIndexOf('/') + 1) + database;
        }
    }
}
