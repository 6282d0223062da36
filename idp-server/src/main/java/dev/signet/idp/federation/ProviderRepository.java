package dev.signet.idp.federation;

import dev.signet.idp.crypto.DataVault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ProviderRepository {

    private static final String ROW = "id, settings, secret, enabled, source, version, created_at, updated_at";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final DataVault vault;
    private final Clock clock;

    ProviderRepository(JdbcClient jdbc, JsonMapper json, DataVault vault, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.clock = clock;
    }

    /** In the order of the sign-in page; those that are disabled too. */
    List<StoredProvider> list() {
        return jdbc.sql("SELECT " + ROW + " FROM identity_provider ORDER BY position, id")
                .query(this::provider)
                .list();
    }

    /** The same, which nobody else changes until the end of the transaction. */
    List<StoredProvider> listForUpdate() {
        return jdbc.sql("SELECT " + ROW + " FROM identity_provider ORDER BY id FOR UPDATE")
                .query(this::provider)
                .list();
    }

    Optional<StoredProvider> find(String id) {
        return jdbc.sql("SELECT " + ROW + " FROM identity_provider WHERE id = :id")
                .param("id", id)
                .query(this::provider)
                .optional();
    }

    /** False if the id is taken. Comes after all others on the sign-in page. */
    boolean insert(Provider provider, ProviderSecret secret, boolean enabled, String source) {
        return jdbc.sql("""
                INSERT INTO identity_provider (id, position, settings, secret, enabled, source, created_at, updated_at)
                VALUES (:id, (SELECT coalesce(max(position) + 1, 0) FROM identity_provider),
                        CAST(:settings AS jsonb), :secret, :enabled, :source, :now, :now)
                    ON CONFLICT (id) DO NOTHING
                """)
                        .param("id", provider.id())
                        .param("settings", json.writeValueAsString(provider))
                        .param("secret", encrypted(provider, secret))
                        .param("enabled", enabled)
                        .param("source", source)
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * False if the provider is not at {@code version} any more: of two that edit the same version exactly one wins.
     *
     * @param secret null keeps the one that is stored
     */
    boolean change(Provider provider, @Nullable ProviderSecret secret, long version) {
        return jdbc.sql("""
                UPDATE identity_provider
                   SET settings = CAST(:settings AS jsonb),
                       secret = coalesce(CAST(:secret AS bytea), secret),
                       updated_at = :now,
                       version = version + 1
                 WHERE id = :id
                   AND version = :version
                """)
                        .param("id", provider.id())
                        .param("settings", json.writeValueAsString(provider))
                        .param("secret", secret == null ? null : encrypted(provider, secret))
                        .param("version", version)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** False if there is no such provider, or if it is that way already. */
    boolean enable(String id, boolean enabled) {
        return jdbc.sql("""
                UPDATE identity_provider
                   SET enabled = :enabled, updated_at = :now, version = version + 1
                 WHERE id = :id
                   AND enabled <> :enabled
                """)
                        .param("id", id)
                        .param("enabled", enabled)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Where it stands on the sign-in page, and that the file declares it. */
    void place(String id, int position, String source) {
        jdbc.sql("""
                UPDATE identity_provider
                   SET position = :position, source = :source
                 WHERE id = :id
                   AND (position <> :position OR source <> :source)
                """)
                .param("id", id)
                .param("position", position)
                .param("source", source)
                .update();
    }

    boolean delete(String id) {
        return jdbc.sql("DELETE FROM identity_provider WHERE id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private byte[] encrypted(Provider provider, ProviderSecret secret) {
        return vault.encrypt(secret.value().getBytes(StandardCharsets.UTF_8), row(provider.id()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private StoredProvider provider(ResultSet row, int number) throws SQLException {
        var secret = vault.decrypt(row.getBytes("secret"), row(row.getString("id")));
        return new StoredProvider(
                json.readValue(row.getString("settings"), Provider.class),
                new ProviderSecret(new String(secret, StandardCharsets.UTF_8)),
                row.getBoolean("enabled"),
                row.getString("source"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static String row(String id) {
        return "identity_provider/secret/" + id;
    }
}
