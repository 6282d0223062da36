package dev.signet.idp.login;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SecondFactorRequirementRepository {

    private final JdbcClient jdbc;

    SecondFactorRequirementRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean exists(AccountId account) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM second_factor_requirement WHERE account_id = :account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    boolean insert(AccountId account, Instant now) {
        return jdbc.sql("""
                        INSERT INTO second_factor_requirement (account_id, required_at)
                        VALUES (:account, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean delete(AccountId account) {
        return jdbc.sql("DELETE FROM second_factor_requirement WHERE account_id = :account")
                        .param("account", account.value())
                        .update()
                == 1;
    }
}
