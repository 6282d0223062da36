package dev.signet.idp.federation;

import dev.signet.idp.crypto.DataVault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ProviderRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final DataVault vault;

    ProviderRepository(JdbcClient jdbc, JsonMapper json, DataVault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    List<DeclaredProvider> list() {
        return jdbc.sql("SELECT id, settings, secret FROM identity_provider ORDER BY position, id")
                .query(this::provider)
                .list();
    }

    void put(DeclaredProvider declared, int position, Instant now) {
        var id = declared.provider().id();
        jdbc.sql("""
                INSERT INTO identity_provider (id, position, settings, secret, updated_at)
                VALUES (:id, :position, CAST(:settings AS jsonb), :secret, :now)
                    ON CONFLICT (id) DO UPDATE
                   SET position = excluded.position,
                       settings = excluded.settings,
                       secret = excluded.secret,
                       updated_at = excluded.updated_at
                """)
                .param("id", id)
                .param("position", position)
                .param("settings", json.writeValueAsString(declared.provider()))
                .param("secret", vault.encrypt(declared.secret().value().getBytes(StandardCharsets.UTF_8), row(id)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes all but those of {@code ids}. */
    void deleteOthers(List<String> ids) {
        jdbc.sql("DELETE FROM identity_provider WHERE id <> ALL (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .update();
    }

    private DeclaredProvider provider(ResultSet row, int number) throws SQLException {
        var secret = vault.decrypt(row.getBytes("secret"), row(row.getString("id")));
        return new DeclaredProvider(
                json.readValue(row.getString("settings"), Provider.class),
                new ProviderSecret(new String(secret, StandardCharsets.UTF_8)));
    }

    private static String row(String id) {
        return "identity_provider/secret/" + id;
    }
}
