package dev.signet.idp.subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PairwiseKeyRepository {

    private final JdbcClient jdbc;

    PairwiseKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps {@code encrypted} if there is no key yet, and returns the one that counts. Nodes that start together agree: the
     * update that changes nothing waits for a concurrent insert and returns its row.
     */
    byte[] insertIfAbsent(byte[] encrypted) {
        return jdbc.sql("""
                   INSERT INTO pairwise_key (id, encrypted)
                   VALUES (1, :encrypted)
                       ON CONFLICT (id) DO UPDATE SET id = pairwise_key.id
                RETURNING encrypted
                """).param("encrypted", encrypted).query(byte[].class).single();
    }
}
