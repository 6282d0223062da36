package dev.signet.idp.access;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoleAssignmentRepository {

    private final JdbcClient jdbc;

    RoleAssignmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> rolesOf(AccountId account) {
        return jdbc.sql("SELECT role FROM role_assignment WHERE account_id = :account")
                .param("account", account.value())
                .query((row, _) -> row.getString("role"))
                .list();
    }

    boolean isAssigned(String role) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM role_assignment WHERE role = :role)")
                .param("role", role)
                .query(Boolean.class)
                .single();
    }

    /**
     * The accounts with this role that can sign in. They keep it until the transaction ends, so whoever asks at the same
     * time gets the answer that holds afterwards.
     */
    List<AccountId> lockActive(String role) {
        return jdbc.sql("""
                SELECT r.account_id
                  FROM role_assignment r
                  JOIN user_account a ON a.id = r.account_id
                 WHERE r.role = :role
                   AND a.status = 'active'
                 ORDER BY r.account_id
                   FOR UPDATE OF r
                """)
                .param("role", role)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    /** Says whether the account did not have the role yet. */
    boolean insert(AccountId account, String role, Instant now) {
        return jdbc.sql("""
                        INSERT INTO role_assignment (account_id, role, granted_at)
                        VALUES (:account, :role, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("role", role)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
