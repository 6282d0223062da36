package dev.signet.idp.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CustomRoleRepository {

    private final JdbcClient jdbc;

    CustomRoleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name; at most {@code limit}. */
    List<RoleDefinition> list(int limit) {
        return jdbc.sql("SELECT name, description, permissions, version FROM custom_role ORDER BY name LIMIT :limit")
                .param("limit", limit)
                .query(CustomRoleRepository::role)
                .list();
    }

    Optional<RoleDefinition> find(String name) {
        return jdbc.sql("SELECT name, description, permissions, version FROM custom_role WHERE name = :name")
                .param("name", name)
                .query(CustomRoleRepository::role)
                .optional();
    }

    /** The same; whoever wants to change or delete it waits for the end of this transaction. */
    Optional<RoleDefinition> lock(String name) {
        return jdbc.sql("""
                SELECT name, description, permissions, version
                  FROM custom_role
                 WHERE name = :name
                   FOR UPDATE
                """)
                .param("name", name)
                .query(CustomRoleRepository::role)
                .optional();
    }

    /** @return false if there is a role of that name */
    boolean insert(String name, String description, Set<Permission> permissions, Instant now) {
        return jdbc.sql("""
                        INSERT INTO custom_role (name, description, permissions, version, created_at, updated_at)
                        VALUES (:name, :description, :permissions, 1, :now, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("name", name)
                        .param("description", description)
                        .param("permissions", values(permissions))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @return false if it is not the version any more that the caller has seen */
    boolean update(String name, int version, String description, Set<Permission> permissions, Instant now) {
        return jdbc.sql("""
                        UPDATE custom_role
                           SET description = :description, permissions = :permissions, version = version + 1,
                               updated_at = :now
                         WHERE name = :name AND version = :version
                        """)
                        .param("name", name)
                        .param("version", version)
                        .param("description", description)
                        .param("permissions", values(permissions))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean delete(String name) {
        return jdbc.sql("DELETE FROM custom_role WHERE name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /** What this version does not know is left out: it allows nothing. */
    static Set<Permission> permissions(String[] values) {
        return Stream.of(values).flatMap(it -> Permission.of(it).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static RoleDefinition role(ResultSet row, int number) throws SQLException {
        return new RoleDefinition(
                row.getString("name"),
                row.getString("description"),
                permissions((String[]) row.getArray("permissions").getArray()),
                false,
                row.getInt("version"));
    }

    private static String[] values(Set<Permission> permissions) {
        return permissions.stream().map(Permission::value).sorted().toArray(String[]::new);
    }
}
