package dev.signet.idp.token;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.AuthorizationCodeRepository.NewGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeviceAuthorizationRepository {

    private final JdbcClient jdbc;

    DeviceAuthorizationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who asks for what, and from where. */
    record Asked(
            String clientId, Set<String> scopes, @Nullable RequestOrigin origin) {}

    /** How long a request can be answered, and how often its device may ask. */
    record Times(Instant now, Instant expiresAt, Duration interval) {}

    /** Returns 0 if another request has the same user code: make another one then. */
    int insertIfAbsent(TokenHash device, byte[] userCode, Asked asked, Times times) {
        var origin = asked.origin();
        return jdbc.sql("""
                INSERT INTO device_authorization (
                    device_code_hash, user_code_mac, client_id, scopes, address, user_agent, asked_at, expires_at,
                    poll_interval)
                VALUES (
                    :device, :user, :client, :scopes, CAST(:address AS inet), :agent, :now, :expiresAt, :interval)
                    ON CONFLICT DO NOTHING
                """)
                .param("device", device.bytes())
                .param("user", userCode)
                .param("client", asked.clientId())
                .param("scopes", asked.scopes().toArray(String[]::new))
                .param("address", origin == null ? null : origin.address())
                .param("agent", origin == null ? null : origin.userAgent())
                .param("now", utc(times.now()))
                .param("expiresAt", utc(times.expiresAt()))
                .param("interval", times.interval().toSeconds())
                .update();
    }

    Optional<DeviceRequest> findPending(byte[] userCode, Instant now) {
        return jdbc.sql("""
                SELECT client_id, scopes, asked_at, host(address) AS address, user_agent
                  FROM device_authorization
                 WHERE user_code_mac = :user
                   AND state = 'pending'
                   AND expires_at > :now
                """)
                .param("user", userCode)
                .param("now", utc(now))
                .query(DeviceAuthorizationRepository::request)
                .optional();
    }

    /** Of two answers to one request the first counts; the other finds nothing. */
    Optional<DeviceRequest> approve(byte[] userCode, SignedIn signedIn, Instant now) {
        return jdbc.sql("""
                   UPDATE device_authorization
                      SET state = 'approved', account_id = :account, sid = :sid, auth_time = :authTime, acr = :acr,
                          amr = :amr
                    WHERE user_code_mac = :user
                      AND state = 'pending'
                      AND expires_at > :now
                RETURNING client_id, scopes, asked_at, host(address) AS address, user_agent
                """)
                .param("user", userCode)
                .param("account", signedIn.account().value())
                .param("sid", signedIn.sid())
                .param("authTime", utc(signedIn.authTime()))
                .param("acr", signedIn.assurance().acr())
                .param("amr", signedIn.authenticationMethodReferences().toArray(String[]::new))
                .param("now", utc(now))
                .query(DeviceAuthorizationRepository::request)
                .optional();
    }

    Optional<DeviceRequest> deny(byte[] userCode, Instant now) {
        return jdbc.sql("""
                   UPDATE device_authorization
                      SET state = 'denied'
                    WHERE user_code_mac = :user
                      AND state = 'pending'
                      AND expires_at > :now
                RETURNING client_id, scopes, asked_at, host(address) AS address, user_agent
                """)
                .param("user", userCode)
                .param("now", utc(now))
                .query(DeviceAuthorizationRepository::request)
                .optional();
    }

    /** How a request stands, as its device finds it. */
    record Poll(String state, boolean isExpired, boolean isTooSoon) {}

    /**
     * Notes that the device asks. One that asks sooner than it may has to wait five seconds longer from then on (RFC 8628
     * §3.5); a second is forgiven, because networks are not even.
     */
    Optional<Poll> poll(TokenHash device, String clientId, Instant now) {
        return jdbc.sql("""
                WITH before AS (
                       SELECT device_code_hash,
                              coalesce(polled_at + (poll_interval - 1) * interval '1 second' > :now, false) AS too_soon
                         FROM device_authorization
                        WHERE device_code_hash = :device
                          AND client_id = :client
                          FOR UPDATE)
                   UPDATE device_authorization AS it
                      SET polled_at = :now,
                          poll_interval = CASE WHEN too_soon THEN least(poll_interval + 5, 60) ELSE poll_interval END
                     FROM before
                    WHERE it.device_code_hash = before.device_code_hash
                RETURNING it.state, it.expires_at <= :now AS expired, before.too_soon
                """)
                .param("device", device.bytes())
                .param("client", clientId)
                .param("now", utc(now))
                .query((row, _) ->
                        new Poll(row.getString("state"), row.getBoolean("expired"), row.getBoolean("too_soon")))
                .optional();
    }

    /** Turns an approved request into a grant, once; nothing if the session has ended or the account was locked. */
    Optional<Grant> redeem(TokenHash device, String clientId, NewGrant grant, Instant now) {
        return jdbc.sql("""
                WITH request AS (
                       UPDATE device_authorization
                          SET state = 'consumed'
                        WHERE device_code_hash = :device
                          AND client_id = :client
                          AND state = 'approved'
                          AND expires_at > :now
                          AND EXISTS (SELECT FROM browser_session session
                                        JOIN user_account account ON account.id = session.account_id
                                       WHERE session.sid = device_authorization.sid
                                         AND account.status = 'active')
                    RETURNING *)
                   INSERT INTO authorization_grant (
                       id, client_id, account_id, sid, scopes, auth_time, acr, amr, created_at, idle_expires_at,
                       expires_at, dpop_jkt, certificate_thumbprint)
                   SELECT :grant, client_id, account_id, sid, scopes, auth_time, acr, amr, :now, :idle,
                          :end, :boundToKey, :boundToCertificate
                     FROM request
                RETURNING *
                """)
                .param("device", device.bytes())
                .param("client", clientId)
                .param("grant", grant.id())
                .param("now", utc(now))
                .param("idle", utc(grant.idleExpiresAt()))
                .param("end", utc(grant.expiresAt()))
                .param("boundToKey", grant.boundTo().dpopKey())
                .param("boundToCertificate", grant.boundTo().certificate())
                .query(GrantRepository::grant)
                .optional();
    }

    /** Takes out at most {@code limit} requests that ended before {@code before}. */
    int deleteExpired(Instant before, int limit) {
        return jdbc.sql("""
                DELETE FROM device_authorization
                 WHERE device_code_hash IN (SELECT device_code_hash
                                              FROM device_authorization
                                             WHERE expires_at < :before
                                             LIMIT :limit
                                               FOR UPDATE SKIP LOCKED)
                """).param("before", utc(before)).param("limit", limit).update();
    }

    private static DeviceRequest request(ResultSet row, int number) throws SQLException {
        return new DeviceRequest(
                row.getString("client_id"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("address"),
                row.getString("user_agent"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
