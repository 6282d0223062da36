package dev.signet.idp.access;

import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoleAssignmentRepository {

    private final JdbcClient jdbc;

    RoleAssignmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A role that somebody has, with what it allows. */
    record Held(String role, Set<Permission> permissions) {}

    List<Held> heldBy(AccountId account) {
        return jdbc.sql("""
                SELECT a.role, coalesce(r.permissions, '{}') AS permissions
                  FROM role_assignment a
                  LEFT JOIN custom_role r ON r.name = a.role
                 WHERE a.account_id = :account
                 ORDER BY a.role
                """)
                .param("account", account.value())
                .query((row, _) -> {
                    var custom = (String[]) row.getArray("permissions").getArray();
                    var role = row.getString("role");
                    return new Held(
                            role,
                            Role.of(role)
                                    .map(Role::permissions)
                                    .orElseGet(() -> CustomRoleRepository.permissions(custom)));
                })
                .list();
    }

    boolean isAssigned(String role) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM role_assignment WHERE role = :role)")
                .param("role", role)
                .query(Boolean.class)
                .single();
    }

    /** Says whether the account did not have the role yet, or had it by a rule alone. */
    boolean insert(AccountId account, String role, Instant now) {
        return jdbc.sql("""
                        INSERT INTO role_assignment (account_id, role, granted_at)
                        VALUES (:account, :role, :now)
                            ON CONFLICT (account_id, role) DO UPDATE
                           SET given_by = NULL, valid_until = NULL, granted_at = excluded.granted_at
                         WHERE role_assignment.given_by IS NOT NULL
                        """)
                        .param("account", account.value())
                        .param("role", role)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean delete(AccountId account, String role) {
        return jdbc.sql("DELETE FROM role_assignment WHERE account_id = :account AND role = :role")
                        .param("account", account.value())
                        .param("role", role)
                        .update()
                == 1;
    }

    /** A role that a rule gave, and whose word that is. */
    record ByRule(AccountId account, String role, String source) {}

    /** Gives a role until then, or lets it go on until then. Leaves it alone if the account has it otherwise. */
    void insertByRule(ByRule given, Instant now, Instant until) {
        jdbc.sql("""
                INSERT INTO role_assignment (account_id, role, granted_at, given_by, valid_until)
                VALUES (:account, :role, :now, :source, :until)
                    ON CONFLICT (account_id, role) DO UPDATE
                   SET valid_until = excluded.valid_until
                 WHERE role_assignment.given_by = excluded.given_by
                """)
                .param("account", given.account().value())
                .param("role", given.role())
                .param("source", given.source())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean deleteByRule(ByRule given) {
        return jdbc.sql("""
                        DELETE FROM role_assignment
                         WHERE account_id = :account AND role = :role AND given_by = :source
                        """)
                        .param("account", given.account().value())
                        .param("role", given.role())
                        .param("source", given.source())
                        .update()
                == 1;
    }

    List<ByRule> byRule(AccountId account) {
        return jdbc.sql("""
                SELECT account_id, role, given_by
                  FROM role_assignment
                 WHERE account_id = :account AND given_by IS NOT NULL
                 ORDER BY role
                """)
                .param("account", account.value())
                .query(RoleAssignmentRepository::byRule)
                .list();
    }

    List<ByRule> byRuleOf(String source) {
        return jdbc.sql("""
                SELECT account_id, role, given_by
                  FROM role_assignment
                 WHERE given_by = :source
                 ORDER BY account_id, role
                """)
                .param("source", source)
                .query(RoleAssignmentRepository::byRule)
                .list();
    }

    List<ByRule> overdue(Instant now, int limit) {
        return jdbc.sql("""
                SELECT account_id, role, given_by
                  FROM role_assignment
                 WHERE valid_until <= :now
                 ORDER BY valid_until
                 LIMIT :limit
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(RoleAssignmentRepository::byRule)
                .list();
    }

    private static ByRule byRule(ResultSet row, int number) throws SQLException {
        return new ByRule(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("role"),
                row.getString("given_by"));
    }

    /** Takes the role from everybody who has it. */
    List<AccountId> deleteAll(String role) {
        return jdbc.sql("DELETE FROM role_assignment WHERE role = :role RETURNING account_id")
                .param("role", role)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    /** Makes others who change {@code account}'s roles wait for the end of this transaction; false if there is none. */
    boolean lockAccount(AccountId account) {
        return jdbc.sql("SELECT id FROM user_account WHERE id = :account FOR UPDATE")
                .param("account", account.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Makes others who lock the role's holders wait for the end of this transaction. Always in the same order. */
    void lockHolders(String role) {
        jdbc.sql("SELECT account_id FROM role_assignment WHERE role = :role ORDER BY account_id FOR UPDATE")
                .param("role", role)
                .query(UUID.class)
                .list();
    }

    /** Whether somebody else than {@code account} has the role and may sign in. */
    boolean isActiveBeside(String role, AccountId account) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT
                                         FROM role_assignment r
                                         JOIN user_account a ON a.id = r.account_id
                                        WHERE r.role = :role AND r.account_id <> :account AND a.status = 'active')
                        """)
                .param("role", role)
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** Who has the role, those first who got it last. */
    List<AccountId> holders(String role, int limit) {
        return jdbc.sql("""
                SELECT account_id
                  FROM role_assignment
                 WHERE role = :role
                 ORDER BY granted_at DESC, account_id
                 LIMIT :limit
                """)
                .param("role", role)
                .param("limit", limit)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    /** How many have each role, as far as anybody has it. */
    Map<String, Integer> counts() {
        return jdbc
                .sql("SELECT role, count(*) AS holders FROM role_assignment GROUP BY role")
                .query((row, _) -> Map.entry(row.getString("role"), row.getInt("holders")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
