package dev.signet.idp.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.test.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.UpdateSummaryEnum;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationTests {

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void givesTheApplicationRowsToReadAndWrite() {
        var inserted = database.jdbc()
                .sql("INSERT INTO data_keyset (id, wrapped) VALUES (1, '\\x00')")
                .update();

        assertThat(inserted).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM audit_event",
                "UPDATE audit_event SET action = 'forged'",
                "TRUNCATE audit_event",
                "DROP TABLE data_keyset",
                "CREATE TABLE stolen (id int)",
                "DELETE FROM databasechangelog"
            })
    void keepsTheApplicationFrom(String command) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.jdbc().sql(command).update())
                .havingRootCause()
                .withMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
    }

    @Test
    void canBeRepeatedWhereOneRoleDoesEverything() throws LiquibaseException {
        var single = TestDatabase.empty();
        var owner = single.ownerRole();
        var source = new DriverManagerDataSource(single.url(), owner.username(), owner.password());
        migrate(source, owner.username());
        var month = single.owner().sql("""
                        SELECT max(CAST(CAST(inhrelid AS regclass) AS text)) FROM pg_inherits
                         WHERE inhparent = CAST('audit_event' AS regclass) AND inhrelid::regclass::text ~ '[0-9]$'
                        """).query(String.class).single();
        single.owner().sql("DROP TABLE " + month).update();

        migrate(source, owner.username());

        assertThat(single.owner()
                        .sql("SELECT to_regclass(:month) IS NOT NULL")
                        .param("month", month)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static void migrate(DataSource owner, String application) throws LiquibaseException {
        var liquibase = new SpringLiquibase();
        liquibase.setDataSource(owner);
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.setChangeLog("classpath:db/changelog/master.yaml");
        liquibase.setChangeLogParameters(Map.of("application_role", application));
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.afterPropertiesSet();
    }
}
