package dev.signet.idp.login;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SignInStageRepository {

    private final JdbcClient jdbc;

    SignInStageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(SignInStage stage, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO sign_in_stage (id_hash, account_id, methods, methods_at, origin, expires_at)
                VALUES (:id, :account, :methods, CAST(:methodsAt AS timestamptz[]), :origin, :expiresAt)
                """)
                .param("id", stage.id().bytes())
                .param("account", stage.account().value())
                .param(
                        "methods",
                        stage.factors().stream().map(it -> it.method().code()).toArray(String[]::new))
                .param(
                        "methodsAt",
                        stage.factors().stream().map(it -> it.at().toString()).toArray(String[]::new))
                .param("origin", stage.origin())
                .param("expiresAt", utc(expiresAt))
                .update();
    }

    /** Time, tries and the account's status are part of the question, so no stage that ended can be found. */
    Optional<SignInStage> find(TokenHash id, Instant now, int mostTries) {
        return jdbc.sql("""
                SELECT s.account_id, s.methods, s.methods_at, s.origin
                  FROM sign_in_stage s
                  JOIN user_account a ON a.id = s.account_id
                 WHERE s.id_hash = :id
                   AND s.expires_at > :now
                   AND s.tries < :mostTries
                   AND a.status = 'active'
                """)
                .param("id", id.bytes())
                .param("now", utc(now))
                .param("mostTries", mostTries)
                .query((row, _) -> stage(id, row))
                .optional();
    }

    /** Counts a try before it is made, so that tries at the same moment count too. */
    boolean countTry(TokenHash id, int mostTries) {
        return jdbc.sql("UPDATE sign_in_stage SET tries = tries + 1 WHERE id_hash = :id AND tries < :mostTries")
                        .param("id", id.bytes())
                        .param("mostTries", mostTries)
                        .update()
                == 1;
    }

    /** @return whether this call ended it; of two at the same moment one does */
    boolean delete(TokenHash id) {
        return jdbc.sql("DELETE FROM sign_in_stage WHERE id_hash = :id")
                        .param("id", id.bytes())
                        .update()
                == 1;
    }

    void deleteAll(AccountId account) {
        jdbc.sql("DELETE FROM sign_in_stage WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM sign_in_stage
                 WHERE id_hash IN (SELECT id_hash
                                     FROM sign_in_stage
                                    WHERE expires_at <= :now
                                    LIMIT :limit
                                      FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static SignInStage stage(TokenHash id, ResultSet row) throws SQLException {
        var methods = (String[]) row.getArray("methods").getArray();
        var times = (Timestamp[]) row.getArray("methods_at").getArray();
        List<Factor> factors = IntStream.range(0, methods.length)
                .mapToObj(i -> new Factor(Method.of(methods[i]), times[i].toInstant()))
                .toList();
        return new SignInStage(
                id,
                new AccountId(row.getObject("account_id", UUID.class)),
                factors,
                row.getObject("origin", UUID.class));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
