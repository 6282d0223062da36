package dev.signet.idp.admin;

import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sessions by what other modules know about them. Changes nothing. */
@Repository
class LiveSessionRepository {

    private static final String COLUMNS = """
            SELECT s.sid, s.account_id, s.created_at, s.last_seen_at, host(s.address) AS address, s.user_agent,
                   EXISTS (SELECT FROM role_assignment r WHERE r.account_id = s.account_id) AS has_roles
              FROM browser_session s
              JOIN user_account a ON a.id = s.account_id
            """;

    private final JdbcClient jdbc;

    LiveSessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param hasRoles whether it has to be asked what the person may do */
    record Row(
            UUID sid,
            AccountId account,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable String address,
            @Nullable String userAgent,
            boolean hasRoles) {}

    /**
     * What to find; null asks for nothing.
     *
     * @param network an address or a network, as PostgreSQL writes them
     */
    record Query(
            @Nullable UUID account,
            @Nullable String network,
            @Nullable String clientId,
            @Nullable Position after) {}

    /** Where a page ended. */
    record Position(Instant createdAt, UUID sid) {}

    /** How many people stay signed in. Reads every live session. */
    long countLive(Instant now) {
        return jdbc.sql("SELECT count(*) FROM browser_session WHERE idle_expires_at > :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** The youngest first, from just before where the page before ended. */
    List<Row> list(Query query, Instant now, int limit) {
        var after = query.after();
        return jdbc.sql(COLUMNS + """
                 WHERE s.idle_expires_at > :now
                   AND a.status = 'active'
                   AND (CAST(:account AS uuid) IS NULL OR s.account_id = :account)
                   AND (CAST(:network AS inet) IS NULL OR s.address <<= CAST(:network AS inet))
                   AND (CAST(:client AS text) IS NULL
                        OR EXISTS (SELECT FROM authorization_grant g
                                    WHERE g.sid = s.sid AND g.client_id = :client AND g.revoked_at IS NULL))
                   AND (CAST(:at AS timestamptz) IS NULL OR (s.created_at, s.sid) < (:at, CAST(:sid AS uuid)))
                 ORDER BY s.created_at DESC, s.sid DESC
                 LIMIT :limit
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", query.account())
                .param("network", query.network())
                .param("client", query.clientId())
                .param("at", after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC))
                .param("sid", after == null ? null : after.sid())
                .param("limit", limit)
                .query(LiveSessionRepository::row)
                .list();
    }

    List<Row> find(Set<UUID> sids, Instant now) {
        return jdbc.sql(COLUMNS + """
                 WHERE s.sid = ANY (:sids)
                   AND s.idle_expires_at > :now
                   AND a.status = 'active'
                 ORDER BY s.created_at DESC, s.sid DESC
                """)
                .param("sids", sids.toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(LiveSessionRepository::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("sid", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("address"),
                row.getString("user_agent"),
                row.getBoolean("has_roles"));
    }
}
