package dev.signet.idp.recoverycode;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RecoveryCodeRepository {

    private final JdbcClient jdbc;

    RecoveryCodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID set, List<byte[]> macs) {
        jdbc.sql("INSERT INTO recovery_code (authenticator_id, mac) SELECT :set, unnest(CAST(:macs AS bytea[]))")
                .param("set", set)
                .param("macs", macs.toArray(byte[][]::new))
                .update();
    }

    /**
     * Uses up a code. One statement, so of two who type the same code one gets in.
     *
     * @return the set that it was of
     */
    Optional<UUID> use(AccountId account, byte[] mac, Instant now) {
        return jdbc.sql("""
                   UPDATE recovery_code c
                      SET used_at = :now
                     FROM authenticator a
                    WHERE a.id = c.authenticator_id
                      AND a.account_id = :account
                      AND c.mac = :mac
                      AND c.used_at IS NULL
                RETURNING a.id
                """)
                .param("account", account.value())
                .param("mac", mac)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    int countUnused(AccountId account) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM recovery_code c
                  JOIN authenticator a ON a.id = c.authenticator_id
                 WHERE a.account_id = :account
                   AND c.used_at IS NULL
                """)
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }
}
