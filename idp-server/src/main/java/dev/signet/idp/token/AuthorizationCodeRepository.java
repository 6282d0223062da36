package dev.signet.idp.token;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuthorizationCodeRepository {

    private final JdbcClient jdbc;

    AuthorizationCodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TokenHash code, AuthorizationCodeDetails details, Instant now, Instant expiresAt) {
        var signedIn = details.signedIn();
        jdbc.sql("""
                INSERT INTO authorization_code (
                    code_hash, client_id, account_id, sid, scopes, userinfo_claims, id_token_claims, resources, redirect_uri,
                    nonce, code_challenge, dpop_jkt, auth_time, acr, amr, issued_at, expires_at)
                VALUES (
                    :code, :client, :account, :sid, :scopes, :userInfoClaims, :idTokenClaims, :resources, :redirectUri,
                    :nonce, :challenge, :dpopKey, :authTime, :acr, :amr, :now, :expiresAt)
                """)
                .param("code", code.bytes())
                .param("client", details.clientId())
                .param("account", signedIn.account().value())
                .param("sid", signedIn.sid())
                .param("scopes", details.scopes().toArray(String[]::new))
                .param("userInfoClaims", details.claims().userInfo().toArray(String[]::new))
                .param("idTokenClaims", details.claims().idToken().toArray(String[]::new))
                .param("resources", details.resources().toArray(String[]::new))
                .param("redirectUri", details.redirectUri())
                .param("nonce", details.nonce())
                .param("challenge", details.codeChallenge())
                .param("dpopKey", details.dpopKey())
                .param("authTime", signedIn.authTime().atOffset(ZoneOffset.UTC))
                .param("acr", details.acr())
                .param("amr", signedIn.authenticationMethodReferences().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What a token request presents together with a code. */
    record Presented(
            TokenHash code,
            String clientId,
            @Nullable String redirectUri,
            @Nullable String codeChallenge,
            Sender sender) {}

    /**
     * What the grant is to be, beside what the code says.
     *
     * @param boundTo what its refresh tokens are bound to
     */
    record NewGrant(UUID id, Sender boundTo, Instant idleExpiresAt, Instant expiresAt) {}

    /** A redeemed code: the grant that it became, and the nonce for the ID token. */
    record Redeemed(Grant grant, @Nullable String nonce) {}

    /**
     * Turns a code into a grant. One statement asks every question and takes the code, so of two concurrent requests
     * exactly one gets the grant, and a request that presents anything wrong takes nothing. A code of a session that
     * has ended or of an account that was locked is worth nothing.
     */
    Optional<Redeemed> redeem(Presented presented, NewGrant grant, Instant now) {
        return jdbc.sql("""
                WITH code AS (
                       UPDATE authorization_code
                          SET consumed_at = :now, grant_id = :grant
                        WHERE code_hash = :code
                          AND client_id = :client
                          AND redirect_uri = :redirectUri
                          AND code_challenge IS NOT DISTINCT FROM :challenge
                          AND (dpop_jkt IS NULL OR dpop_jkt = CAST(:dpopKey AS text))
                          AND consumed_at IS NULL
                          AND expires_at > :now
                          AND EXISTS (SELECT FROM browser_session session
                                        JOIN user_account account ON account.id = session.account_id
                                       WHERE session.sid = authorization_code.sid
                                         AND account.status = 'active')
                    RETURNING *)
                   INSERT INTO authorization_grant (
                       id, client_id, account_id, sid, scopes, userinfo_claims, id_token_claims, resources, auth_time, acr,
                       amr, created_at, idle_expires_at, expires_at, dpop_jkt, certificate_thumbprint)
                   SELECT grant_id, client_id, account_id, sid, scopes, userinfo_claims, id_token_claims, resources, auth_time,
                          acr, amr, :now, :idle, :end, :boundToKey, :boundToCertificate
                     FROM code
                RETURNING *, (SELECT nonce FROM code) AS nonce
                """)
                .param("code", presented.code().bytes())
                .param("client", presented.clientId())
                .param("redirectUri", presented.redirectUri())
                .param("challenge", presented.codeChallenge())
                .param("dpopKey", presented.sender().dpopKey())
                .param("grant", grant.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", grant.idleExpiresAt().atOffset(ZoneOffset.UTC))
                .param("end", grant.expiresAt().atOffset(ZoneOffset.UTC))
                .param("boundToKey", grant.boundTo().dpopKey())
                .param("boundToCertificate", grant.boundTo().certificate())
                .query((row, number) -> new Redeemed(GrantRepository.grant(row, number), row.getString("nonce")))
                .optional();
    }

    /** What a code was issued for, and whether its session and account are still good. */
    record Issued(
            String clientId,
            String redirectUri,
            @Nullable String codeChallenge,
            @Nullable String dpopKey,
            Instant expiresAt,
            boolean isUsed,
            boolean isSignedIn) {}

    /** For telling why a code was refused; it decides nothing. */
    Optional<Issued> find(TokenHash code) {
        return jdbc.sql("""
                SELECT client_id, redirect_uri, code_challenge, dpop_jkt, expires_at, consumed_at IS NOT NULL AS used,
                       EXISTS (SELECT FROM browser_session session
                                 JOIN user_account account ON account.id = session.account_id
                                WHERE session.sid = authorization_code.sid
                                  AND account.status = 'active') AS signed_in
                  FROM authorization_code
                 WHERE code_hash = :code
                """)
                .param("code", code.bytes())
                .query((row, _) -> new Issued(
                        row.getString("client_id"),
                        row.getString("redirect_uri"),
                        row.getString("code_challenge"),
                        row.getString("dpop_jkt"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("used"),
                        row.getBoolean("signed_in")))
                .optional();
    }

    /** The grant that a code of this client became; empty if the code is unknown, of another client, or never used. */
    Optional<UUID> findGrant(TokenHash code, String clientId) {
        return jdbc.sql("""
                SELECT grant_id
                  FROM authorization_code
                 WHERE code_hash = :code
                   AND client_id = :client
                   AND consumed_at IS NOT NULL
                """)
                .param("code", code.bytes())
                .param("client", clientId)
                .query(UUID.class)
                .optional();
    }

    /** Takes out at most {@code limit} codes that ended before {@code before}. */
    int deleteExpired(Instant before, int limit) {
        return jdbc.sql("""
                DELETE FROM authorization_code
                 WHERE code_hash IN (SELECT code_hash
                                       FROM authorization_code
                                      WHERE expires_at < :before
                                      ORDER BY expires_at
                                      LIMIT :limit
                                        FOR UPDATE SKIP LOCKED)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
