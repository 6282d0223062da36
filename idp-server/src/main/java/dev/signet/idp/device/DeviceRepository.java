package dev.signet.idp.device;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeviceRepository {

    private final JdbcClient jdbc;

    DeviceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sign-in, as it is noted. */
    record Sighting(
            TokenHash cookie,
            AccountId account,
            UserAgent userAgent,
            @Nullable String address,
            Instant now) {}

    /** The row of a sign-in; {@code isFirst} if the account had none before. */
    record Seen(UUID id, boolean isFirst) {}

    Optional<Device> find(TokenHash cookie, AccountId account, Instant seenAfter) {
        return jdbc.sql("""
                SELECT id, browser, system, first_seen_at, last_seen_at, host(last_address) AS last_address, remembered_until
                  FROM device
                 WHERE cookie_hash = :cookie AND account_id = :account AND last_seen_at > :after
                """)
                .param("cookie", cookie.bytes())
                .param("account", account.value())
                .param("after", utc(seenAfter))
                .query(DeviceRepository::device)
                .optional();
    }

    List<Device> list(AccountId account, Instant seenAfter) {
        return jdbc.sql("""
                SELECT id, browser, system, first_seen_at, last_seen_at, host(last_address) AS last_address, remembered_until
                  FROM device
                 WHERE account_id = :account AND last_seen_at > :after
                 ORDER BY last_seen_at DESC
                """)
                .param("account", account.value())
                .param("after", utc(seenAfter))
                .query(DeviceRepository::device)
                .list();
    }

    /** Of two first sign-ins at once, one makes the row under its {@code id}; the other is told the id of that row. */
    Seen see(UUID id, Sighting sighting) {
        return jdbc.sql("""
                INSERT INTO device (id, account_id, cookie_hash, browser, system, first_seen_at, last_seen_at, last_address)
                VALUES (:id, :account, :cookie, :browser, :system, :now, :now, CAST(:address AS inet))
                ON CONFLICT (cookie_hash, account_id) DO UPDATE
                   SET browser = excluded.browser,
                       system = excluded.system,
                       last_seen_at = excluded.last_seen_at,
                       last_address = excluded.last_address
                RETURNING id, NOT EXISTS (SELECT 1 FROM device WHERE account_id = :account) AS is_first
                """)
                .param("id", id)
                .param("account", sighting.account().value())
                .param("cookie", sighting.cookie().bytes())
                .param("browser", sighting.userAgent().browser())
                .param("system", sighting.userAgent().system())
                .param("now", utc(sighting.now()))
                .param("address", sighting.address())
                .query((row, _) -> new Seen(row.getObject("id", UUID.class), row.getBoolean("is_first")))
                .single();
    }

    /** Forgets those that were not seen for longest, so that {@code kept} remain. */
    void deleteBeyond(AccountId account, int kept) {
        jdbc.sql("""
                DELETE FROM device
                 WHERE id IN (SELECT id
                                FROM device
                               WHERE account_id = :account
                               ORDER BY last_seen_at DESC, first_seen_at DESC
                              OFFSET :kept)
                """).param("account", account.value()).param("kept", kept).update();
    }

    void remember(UUID id, Instant until) {
        jdbc.sql("UPDATE device SET remembered_until = :until WHERE id = :id")
                .param("id", id)
                .param("until", utc(until))
                .update();
    }

    /** Somebody else's device is not there. */
    boolean delete(AccountId account, UUID id) {
        return jdbc.sql("DELETE FROM device WHERE id = :id AND account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    int deleteAll(AccountId account) {
        return jdbc.sql("DELETE FROM device WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    int deleteUnseen(Instant since, int limit) {
        return jdbc.sql("""
                DELETE FROM device
                 WHERE id IN (SELECT id
                                FROM device
                               WHERE last_seen_at <= :since
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                """).param("since", utc(since)).param("limit", limit).update();
    }

    private static Device device(ResultSet row, int number) throws SQLException {
        return new Device(
                row.getObject("id", UUID.class),
                new UserAgent(row.getString("browser"), row.getString("system")),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("last_address"),
                Optional.ofNullable(row.getObject("remembered_until", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
