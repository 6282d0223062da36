package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClientSecretRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientSecretRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes {@code hash} the client's only secret, for good. False if a concurrent transaction has just done the same. */
    boolean replace(String clientId, TokenHash hash, @Nullable String hint) {
        return jdbc.sql("""
                WITH replaced AS (
                    DELETE FROM client_secret
                     WHERE client_id = :client
                       AND hash <> :hash)
                INSERT INTO client_secret (id, client_id, hash, hint, created_at)
                VALUES (:id, :client, :hash, :hint, :now)
                    ON CONFLICT (client_id, hash) DO UPDATE
                   SET expires_at = NULL
                 WHERE client_secret.expires_at IS NOT NULL
                """)
                        .param("id", UUID.randomUUID())
                        .param("client", clientId)
                        .param("hash", hash.bytes())
                        .param("hint", hint)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Gives the client its first secret. False if it has one by now: the caller holds the client's row, so of two that
     * try exactly one wins.
     */
    boolean insertIfNone(String clientId, TokenHash hash, String hint) {
        return jdbc.sql("""
                INSERT INTO client_secret (id, client_id, hash, hint, created_at)
                SELECT :id, :client, :hash, :hint, :now
                 WHERE NOT EXISTS (SELECT FROM client_secret WHERE client_id = :client)
                """)
                        .param("id", UUID.randomUUID())
                        .param("client", clientId)
                        .param("hash", hash.bytes())
                        .param("hint", hint)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** True if there was any. */
    boolean deleteAll(String clientId) {
        return jdbc.sql("DELETE FROM client_secret WHERE client_id = :client")
                        .param("client", clientId)
                        .update()
                > 0;
    }
}
