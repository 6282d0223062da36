package dev.signet.idp.test;

import dev.signet.idp.command.CommandContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accounts, roles, passwords and set-up without a web server, over a database of their own and a clock that stands
 * still. For services whose transactions matter.
 */
public final class LeanApplication implements AutoCloseable {

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ConfigurableApplicationContext context;

    private LeanApplication(String... settings) {
        this.context = new SpringApplicationBuilder(CommandContext.class)
                .web(WebApplicationType.NONE)
                .initializers(it -> ((GenericApplicationContext) it)
                        .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(Stream.concat(connection().stream(), Stream.of(settings)).toArray(String[]::new));
    }

    /** Starts it with settings such as {@code --idp.password.min-length=8}. */
    public static LeanApplication start(String... settings) {
        return new LeanApplication(settings);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public TestClock clock() {
        return clock;
    }

    /** As the owner, who may look at everything. */
    public JdbcClient sql() {
        return database.owner();
    }

    /** Settings with which a command uses the same database. */
    public List<String> connection() {
        return List.of(
                "--idp.data-dir=target/test-data",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.applicationRole().username(),
                "--spring.datasource.password=" + database.applicationRole().password(),
                "--spring.liquibase.user=" + database.ownerRole().username(),
                "--spring.liquibase.password=" + database.ownerRole().password());
    }

    /** Back to the state of a first start. */
    public void clear() {
        for (var patience = 10; ; patience--) {
            try {
                sql().sql("TRUNCATE user_account, setup_link, audit_event, audit_seal, rate_limit CASCADE")
                        .update();
                return;
            } catch (PessimisticLockingFailureException e) { // the audit trail is being sealed at this moment
                if (patience == 0) {
                    throw e;
                }
            }
        }
    }

    public List<String> auditedActions() {
        return sql().sql("SELECT action FROM audit_event ORDER BY occurred_at, action")
                .query((row, _) -> row.getString("action"))
                .list();
    }

    @Override
    public void close() {
        context.close();
    }
}
