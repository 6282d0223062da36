package dev.signet.idp.authorization;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClientTrialRepository {

    private final JdbcClient jdbc;

    ClientTrialRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param verifier the proof key, encrypted, in base64 */
    record Trial(String clientId, String verifier) {}

    void insert(TokenHash state, AccountId account, Trial trial, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO client_trial (state_hash, account_id, client_id, verifier, expires_at)
                VALUES (:state, :account, :client, :verifier, :expiresAt)
                """)
                .param("state", state.bytes())
                .param("account", account.value())
                .param("client", trial.clientId())
                .param("verifier", trial.verifier())
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether {@code account} is trying this client out, with a request of this state. */
    boolean isUnderWay(TokenHash state, AccountId account, String clientId, Instant now) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM client_trial
                 WHERE state_hash = :state
                   AND account_id = :account
                   AND client_id = :client
                   AND expires_at > :now
                """)
                        .param("state", state.bytes())
                        .param("account", account.value())
                        .param("client", clientId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Ends a trial. One statement, so of two answers that come at once one gets it. */
    Optional<Trial> consume(TokenHash state, AccountId account, Instant now) {
        return jdbc.sql("""
                   DELETE FROM client_trial
                    WHERE state_hash = :state
                      AND account_id = :account
                      AND expires_at > :now
                RETURNING client_id, verifier
                """)
                .param("state", state.bytes())
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Trial(row.getString("client_id"), row.getString("verifier")))
                .optional();
    }

    /** Takes out at most {@code limit} trials that nobody finished. */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM client_trial
                 WHERE state_hash IN (SELECT state_hash
                                        FROM client_trial
                                       WHERE expires_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
