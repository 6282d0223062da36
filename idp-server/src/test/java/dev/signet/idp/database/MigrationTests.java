package dev.signet.idp.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

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
}
