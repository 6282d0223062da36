package dev.signet.idp.crypto;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DataKeysetRepository {

    private final JdbcClient jdbc;

    DataKeysetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps {@code wrapped} if there is no keyset yet, and returns the one that counts. Nodes that start together
     * agree: the update that changes nothing waits for a concurrent insert and returns its row.
     */
    byte[] insertIfAbsent(byte[] wrapped) {
        return jdbc.sql("""
                   INSERT INTO data_keyset (id, wrapped)
                   VALUES (1, :wrapped)
                       ON CONFLICT (id) DO UPDATE SET id = data_keyset.id
                RETURNING wrapped
                """).param("wrapped", wrapped).query(byte[].class).single();
    }
}
