package dev.signet.idp.totp;

import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TotpRepository {

    private final JdbcClient jdbc;

    TotpRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key as the database has it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(UUID id, byte[] sealedKey) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /** @return false if this key is enrolled already */
    boolean insert(UUID id, byte[] sealedKey, byte[] keyHash, long lastStep) {
        return jdbc.sql("""
                        INSERT INTO totp_authenticator (authenticator_id, sealed_key, key_hash, last_step)
                        VALUES (:id, :sealedKey, :keyHash, :lastStep)
                            ON CONFLICT (key_hash) DO NOTHING
                        """)
                        .param("id", id)
                        .param("sealedKey", sealedKey)
                        .param("keyHash", keyHash)
                        .param("lastStep", lastStep)
                        .update()
                == 1;
    }

    List<Row> list(AccountId account) {
        return jdbc.sql("""
                SELECT t.authenticator_id, t.sealed_key
                  FROM totp_authenticator t
                  JOIN authenticator a ON a.id = t.authenticator_id
                 WHERE a.account_id = :account
                 ORDER BY a.created_at, a.id
                """)
                .param("account", account.value())
                .query((row, _) -> new Row(row.getObject("authenticator_id", UUID.class), row.getBytes("sealed_key")))
                .list();
    }

    /** Uses up {@code step} and all before it. One statement, so of two who type the same code one gets in. */
    boolean use(UUID id, long step) {
        return jdbc.sql("""
                        UPDATE totp_authenticator
                           SET last_step = :step
                         WHERE authenticator_id = :id AND last_step < :step
                        """).param("id", id).param("step", step).update() == 1;
    }
}
