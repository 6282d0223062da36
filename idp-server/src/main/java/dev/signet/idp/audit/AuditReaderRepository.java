package dev.signet.idp.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditReaderRepository {

    private final JdbcClient jdbc;

    AuditReaderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param event the last event that was read; null if none of {@code ordinal} was */
    record Bookmark(long ordinal, @Nullable UUID event) {}

    /** Of nodes that begin at once, one does. */
    void insertIfAbsent(String reader, long ordinal) {
        jdbc.sql("INSERT INTO audit_reader (name, ordinal) VALUES (:name, :ordinal) ON CONFLICT DO NOTHING")
                .param("name", reader)
                .param("ordinal", ordinal)
                .update();
    }

    boolean exists(String reader) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM audit_reader WHERE name = :name)")
                .param("name", reader)
                .query(Boolean.class)
                .single();
    }

    /** Makes others who read under the same name wait for the end of this transaction. */
    Bookmark lock(String reader) {
        return jdbc.sql("SELECT ordinal, event FROM audit_reader WHERE name = :name FOR UPDATE")
                .param("name", reader)
                .query((row, _) -> new Bookmark(row.getLong("ordinal"), row.getObject("event", UUID.class)))
                .single();
    }

    void move(String reader, Bookmark to) {
        jdbc.sql("UPDATE audit_reader SET ordinal = :ordinal, event = :event WHERE name = :name")
                .param("name", reader)
                .param("ordinal", to.ordinal())
                .param("event", to.event())
                .update();
    }
}
