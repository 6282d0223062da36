package dev.signet.idp.session;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.crypto.TokenHash;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BrowserSessionRepository {

    private final JdbcClient jdbc;

    BrowserSessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A session as its row has it. */
    record Row(SignedIn signedIn, Instant createdAt, Instant lastSeen) {}

    /** Both clocks and the account's status are part of the question, so nothing that ended can be found. */
    Optional<Row> find(TokenHash id, Instant now) {
        return jdbc.sql("""
                SELECT s.sid, s.account_id, s.methods, s.methods_at, s.origin, s.created_at, s.last_seen_at
                  FROM browser_session s
                  JOIN user_account a ON a.id = s.account_id
                 WHERE s.id_hash = :id
                   AND s.idle_expires_at > :now
                   AND s.expires_at > :now
                   AND a.status = 'active'
                """)
                .param("id", id.bytes())
                .param("now", utc(now))
                .query(BrowserSessionRepository::row)
                .optional();
    }

    void insert(TokenHash id, SignedIn signedIn, Instant now, Clocks clocks, @Nullable RequestOrigin origin) {
        jdbc.sql("""
                INSERT INTO browser_session (
                    id_hash, sid, account_id, methods, methods_at, created_at, last_seen_at, idle_expires_at,
                    expires_at, address, user_agent, origin)
                VALUES (
                    :id, :sid, :account, :methods, CAST(:methodsAt AS timestamptz[]), :now, :now, :idle, :end, CAST(:address AS inet), :agent,
                    :origin)
                """)
                .param("id", id.bytes())
                .param("sid", signedIn.sid())
                .param("account", signedIn.account().value())
                .param("methods", methods(signedIn))
                .param("methodsAt", times(signedIn))
                .param("now", utc(now))
                .param("idle", utc(clocks.idleExpiresAt()))
                .param("end", utc(clocks.expiresAt()))
                .param("address", origin == null ? null : origin.address())
                .param("agent", origin == null ? null : origin.userAgent())
                .param("origin", signedIn.origin())
                .update();
    }

    /** After a new proof: another id, other factors, the same session. Finds nothing if it was revoked meanwhile. */
    int renew(TokenHash old, TokenHash id, SignedIn signedIn, Instant now, Clocks clocks) {
        return jdbc.sql("""
                UPDATE browser_session
                   SET id_hash = :id, methods = :methods, methods_at = CAST(:methodsAt AS timestamptz[]), last_seen_at = :now,
                       idle_expires_at = :idle, expires_at = :end, origin = :origin
                 WHERE id_hash = :old
                """)
                .param("old", old.bytes())
                .param("id", id.bytes())
                .param("methods", methods(signedIn))
                .param("methodsAt", times(signedIn))
                .param("now", utc(now))
                .param("idle", utc(clocks.idleExpiresAt()))
                .param("end", utc(clocks.expiresAt()))
                .param("origin", signedIn.origin())
                .update();
    }

    int touch(TokenHash id, Instant now, Instant idleExpiresAt) {
        return jdbc.sql("""
                UPDATE browser_session
                   SET last_seen_at = :now, idle_expires_at = least(:idle, expires_at)
                 WHERE id_hash = :id
                """)
                .param("id", id.bytes())
                .param("now", utc(now))
                .param("idle", utc(idleExpiresAt))
                .update();
    }

    /** The same, known by {@code sid}; finds nothing if the session has ended. */
    int touch(UUID sid, Instant now, Instant idleExpiresAt) {
        return jdbc.sql("""
                UPDATE browser_session
                   SET last_seen_at = :now, idle_expires_at = least(:idle, expires_at)
                 WHERE sid = :sid AND idle_expires_at > :now AND expires_at > :now
                """)
                .param("sid", sid)
                .param("now", utc(now))
                .param("idle", utc(idleExpiresAt))
                .update();
    }

    Optional<Ended> delete(TokenHash id) {
        return jdbc.sql("DELETE FROM browser_session WHERE id_hash = :id RETURNING sid, account_id")
                .param("id", id.bytes())
                .query(BrowserSessionRepository::ended)
                .optional();
    }

    List<Ended> deleteAll(AccountId account) {
        return jdbc.sql("DELETE FROM browser_session WHERE account_id = :account RETURNING sid, account_id")
                .param("account", account.value())
                .query(BrowserSessionRepository::ended)
                .list();
    }

    /** The last used first; at most {@code limit}. */
    List<OpenSession> list(AccountId account, Instant now, int limit) {
        return jdbc.sql("""
                SELECT sid, methods, created_at, last_seen_at, host(address) AS address, user_agent
                  FROM browser_session
                 WHERE account_id = :account
                   AND idle_expires_at > :now
                 ORDER BY last_seen_at DESC, sid
                 LIMIT :limit
                """)
                .param("account", account.value())
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, _) -> new OpenSession(
                        row.getObject("sid", UUID.class),
                        Stream.of((String[]) row.getArray("methods").getArray())
                                .map(Method::of)
                                .toList(),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        row.getString("address"),
                        row.getString("user_agent")))
                .list();
    }

    /** The owner is part of the question: nobody ends another person's session by its {@code sid}. */
    Optional<Ended> delete(AccountId account, UUID sid) {
        return jdbc.sql("""
                DELETE FROM browser_session
                 WHERE account_id = :account AND sid = :sid
                RETURNING sid, account_id
                """)
                .param("account", account.value())
                .param("sid", sid)
                .query(BrowserSessionRepository::ended)
                .optional();
    }

    /** Makes transactions that call it for the same account go one after the other. */
    void awaitTurn(AccountId account) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('browser_session ' || CAST(:account AS text), 0))")
                .param("account", account.value())
                .query((_, _) -> true)
                .single();
    }

    /** Takes out all but {@code kept} of the sessions beside {@code sid}, those that were unused longest. */
    List<Ended> deleteSurplus(AccountId account, UUID sid, int kept) {
        return jdbc.sql("""
                DELETE FROM browser_session
                 WHERE id_hash IN (SELECT id_hash
                                     FROM browser_session
                                    WHERE account_id = :account AND sid <> :sid
                                    ORDER BY last_seen_at DESC, id_hash
                                   OFFSET :kept)
                RETURNING sid, account_id
                """)
                .param("account", account.value())
                .param("sid", sid)
                .param("kept", kept)
                .query(BrowserSessionRepository::ended)
                .list();
    }

    List<Ended> deleteOthers(AccountId account, UUID sid) {
        return jdbc.sql("""
                DELETE FROM browser_session
                 WHERE account_id = :account AND sid <> :sid
                RETURNING sid, account_id
                """)
                .param("account", account.value())
                .param("sid", sid)
                .query(BrowserSessionRepository::ended)
                .list();
    }

    /** Takes out those that began with one of {@code origins}. */
    List<Ended> deleteOf(List<UUID> origins) {
        return jdbc.sql("DELETE FROM browser_session WHERE origin = ANY (:origins) RETURNING sid, account_id")
                .param("origins", origins.toArray(UUID[]::new))
                .query(BrowserSessionRepository::ended)
                .list();
    }

    /** Takes out at most {@code limit} sessions whose time is over; concurrent sweepers take different ones. */
    List<Ended> deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM browser_session
                 WHERE id_hash IN (SELECT id_hash
                                     FROM browser_session
                                    WHERE idle_expires_at <= :now
                                    ORDER BY idle_expires_at
                                    LIMIT :limit
                                      FOR UPDATE SKIP LOCKED)
                RETURNING sid, account_id
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(BrowserSessionRepository::ended)
                .list();
    }

    /** When a session ends: {@code idle} by itself, at {@code end} at the latest. */
    record Clocks(Instant idleExpiresAt, Instant expiresAt) {}

    /** A session that was just deleted. */
    record Ended(UUID sid, AccountId account) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        var methods = (String[]) row.getArray("methods").getArray();
        var times = (Timestamp[]) row.getArray("methods_at").getArray();
        var factors = new Factor[methods.length];
        for (var i = 0; i < methods.length; i++) {
            factors[i] = new Factor(Method.of(methods[i]), times[i].toInstant());
        }
        return new Row(
                new SignedIn(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getObject("sid", UUID.class),
                        List.of(factors),
                        row.getObject("origin", UUID.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant());
    }

    private static Ended ended(ResultSet row, int number) throws SQLException {
        return new Ended(row.getObject("sid", UUID.class), new AccountId(row.getObject("account_id", UUID.class)));
    }

    private static String[] methods(SignedIn signedIn) {
        return signedIn.factors().stream().map(it -> it.method().code()).toArray(String[]::new);
    }

    private static String[] times(SignedIn signedIn) {
        return signedIn.factors().stream().map(it -> it.at().toString()).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
